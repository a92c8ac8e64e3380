import { Faults, type SimulatedFault } from './faults.ts';
import { ImpactAccount, ImpactError, pageOf, type Row } from './impact/account.ts';
import {
	startSimulatorServer,
	type LoggedRequest,
	type SimulatorRequest,
	type SimulatorResponse,
} from './simulator-server.ts';

export interface ImpactSimulatorOptions {
	readonly accountSid: string;
	readonly authToken: string;
	readonly port?: number;
}

export interface ImpactSimulator {
	/** Of the API, and of the host that counts page loads. */
	readonly url: string;
	requests(): readonly LoggedRequest[];
	clearRequests(): void;
	setFaults(faults: readonly SimulatedFault[]): void;
	/** Carries out what is queued. */
	work(): void;
	addCampaign(row: { Id: number; Name: string; Currency?: string; LandingPage?: string }): void;
	addPartner(row: { Id: number; Name: string; State: string; email?: string }): void;
	addContract(row: { Id: string; MediaPartnerId: number }): void;
	addAction(row: Row): void;
	addInvoice(row: Row): void;
	actions(): readonly Row[];
	partners(): readonly Row[];
	contracts(): readonly Row[];
	close(): Promise<void>;
}

/**
 * A brand's account of Impact: Basic auth, XML unless JSON is asked for, forms, writes that wait in a queue
 * and may be refused there, windows of 45 days, large pages, and page loads without a key.
 */
export async function startImpactSimulator(
	options: ImpactSimulatorOptions,
): Promise<ImpactSimulator> {
	const account = new ImpactAccount();
	const faults = new Faults();
	const server = await startSimulatorServer(
		(request) => faults.apply(request, () => answer(account, options, request)),
		options.port,
	);
	return {
		url: server.url,
		requests: server.requests,
		clearRequests: server.clearRequests,
		setFaults: (next) => faults.set(next),
		work: () => account.work(),
		addCampaign: (row) => account.campaigns.push(row),
		addPartner: ({ email, ...row }) =>
			account.partners.push({ ...row, Contacts: [{ EmailAddress: email ?? '' }] }),
		addContract: (row) => account.contracts.push({ ...row, Status: 'PENDING' }),
		addAction: (row) => account.actions.push(row),
		addInvoice: (row) => account.invoices.push(row),
		actions: () => account.actions,
		partners: () => account.partners,
		contracts: () => account.contracts,
		close: server.close,
	};
}

function answer(
	account: ImpactAccount,
	{ accountSid, authToken }: ImpactSimulatorOptions,
	request: SimulatorRequest,
): SimulatorResponse {
	const { path, headers } = request;
	if (path === '/PageLoad') return pageLoad(request);
	const basic = Buffer.from(`${accountSid}:${authToken}`, 'utf8').toString('base64');
	if (headers['authorization'] !== `Basic ${basic}`) {
		return refused(401, 'Authentication failed');
	}
	const root = `/Advertisers/${accountSid}`;
	if (!path.startsWith(`${root}/`)) return refused(404, 'Not found');
	if (headers['ir-version'] !== '14') return refused(400, 'Unknown version');
	if (!/application\/json/.test(headers['accept'] ?? '')) {
		return {
			status: 200,
			headers: { 'content-type': 'text/xml' },
			text: '<ImpactRadiusResponse/>',
		};
	}
	try {
		return { status: 200, body: route(account, request, path.slice(root.length), root) };
	} catch (error) {
		if (!(error instanceof ImpactError)) throw error;
		return refused(error.status, error.message, error.field);
	}
}

function refused(status: number, message: string, field = ''): SimulatorResponse {
	const issues = field === '' ? {} : { Errors: [{ Field: field, Message: message }] };
	return { status, body: { Status: 'ERROR', Message: message, ...issues } };
}

function pageLoad({ headers, rawBody, method }: SimulatorRequest): SimulatorResponse {
	if (headers['authorization'] !== undefined) return refused(400, 'A key was given away');
	const form = new URLSearchParams(method === 'POST' ? rawBody : '');
	for (const field of ['CampaignId', 'PageUrl', 'EventDate', 'CustomProfileId']) {
		if (!form.has(field)) return refused(400, `${field} is required`, field);
	}
	const isTracked = (form.get('PageUrl') ?? '').includes('irpid=');
	return {
		status: 200,
		body: { ...(isTracked ? { clickId: '10000-click' } : {}), landingPage: form.get('PageUrl') },
	};
}

function route(
	account: ImpactAccount,
	{ method, query, rawBody, body, headers }: SimulatorRequest,
	path: string,
	root: string,
): Row {
	const isForm = /x-www-form-urlencoded/.test(headers['content-type'] ?? '');
	const form = new Map(new URLSearchParams(isForm ? rawBody : ''));
	const [, resource = '', id = '', part = ''] = path.split('/').map(decodeURIComponent);
	const queued = (kind: 'create' | 'update' | 'reverse'): Row => {
		const { id: submission } = account.queue(kind, form);
		return { Status: 'QUEUED', QueuedUri: `${root}/APISubmissions/${String(submission)}` };
	};
	switch (`${method} ${resource}${id === '' ? '' : '/*'}${part === '' ? '' : `/${part}`}`) {
		case 'GET Campaigns':
			return pageOf('Campaigns', account.campaigns, query, path);
		case 'GET Campaigns/*/Contracts':
			return pageOf(
				'Contracts',
				account.contracts.filter((row) => row['Status'] === query.get('Status')),
				query,
				path,
			);
		case 'POST Programs/*/Contracts':
		case 'DELETE Programs/*/Contracts':
			return settle(account, body as Row, method === 'POST' ? 'ACTIVE' : 'DECLINED');
		case 'POST Programs/*/TrackingLinks':
			return {
				TrackingURL: `https://x.sjv.io/c/${query.get('MediaPartnerId')}/506720/${id}?u=${encodeURIComponent(form.get('DeepLink') ?? '')}`,
			};
		case 'POST Conversions':
			return queued('create');
		case 'PUT Actions':
			return queued('update');
		case 'DELETE Actions':
			return queued('reverse');
		case 'GET Actions':
			return account.actionPage(query);
		case 'GET Actions/*':
			return one(account.actions, id);
		case 'GET APISubmissions/*':
			return account.submission(id);
		case 'GET MediaPartners':
			return pageOf('Partners', account.partners, query, path);
		case 'GET MediaPartners/*':
			return one(account.partners, id);
		case 'POST MediaPartners': {
			if (!form.has('EmailAddress')) {
				throw new ImpactError(400, 'EmailAddress is required', 'EmailAddress');
			}
			const { Password: _password, ...row } = Object.fromEntries(form);
			const number = 20_000 + account.partners.length;
			account.partners.push({ Id: number, Name: row['AccountName'], State: 'PENDING', ...row });
			return { Status: 'OK', Uri: `${root}/MediaPartners/${number}` };
		}
		case 'PUT MediaPartners/*':
			return Object.assign(one(account.partners, id), Object.fromEntries(form));
		case 'GET Invoices':
			return pageOf('Invoices', account.invoices, query, path);
		default:
			throw new ImpactError(404, 'Not found');
	}
}

function settle({ contracts }: ImpactAccount, { contractId }: Row, status: string): Row {
	const contract = contracts.find(({ Id: id }) => id === contractId);
	if (contract === undefined) throw new ImpactError(404, 'Not found');
	if (contract['Status'] !== 'PENDING') throw new ImpactError(409, 'Already settled');
	contract['Status'] = status;
	return { Status: 'OK' };
}

function one(rows: readonly Row[], id: string): Row {
	const found = rows.find((row) => String(row['Id']) === id);
	if (found === undefined) throw new ImpactError(404, 'Not found');
	return found;
}
