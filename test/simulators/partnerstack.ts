import { Faults, type SimulatedFault } from './faults.ts';
import { PartnerStackAccount, PartnerStackError, type Row } from './partnerstack/account.ts';
import { PartnerStackWebhooks } from './partnerstack/webhooks.ts';
import {
	startSimulatorServer,
	type LoggedRequest,
	type SimulatorRequest,
	type SimulatorResponse,
} from './simulator-server.ts';

export interface PartnerStackSimulatorOptions {
	readonly publicKey: string;
	readonly secretKey: string;
	readonly trackingToken: string;
	readonly port?: number;
	/** How this account wants the address of a webhook to be called. */
	readonly webhookProperty?: 'target_url' | 'target';
}

export interface PartnerStackSimulator {
	/** Of the vendor API. The tracking host is the same without `/api/v2`. */
	readonly url: string;
	readonly trackingUrl: string;
	requests(): readonly LoggedRequest[];
	clearRequests(): void;
	setFaults(faults: readonly SimulatedFault[]): void;
	addGroup(row: { key: string; name: string }): void;
	addPartnership(row: { key: string; partnerKey: string; email: string; group: string }): void;
	/** A click on a link of the partner; its conversion is made into a customer by `work`. */
	addClick(xid: string, partnerKey: string): void;
	/** Makes the customers of the clicks that were told, as PartnerStack does minutes later. */
	work(): void;
	/** From here on the rewards of a transaction are paid out, so that it cannot be deleted. */
	payOut(key: string): void;
	/** Tells every webhook that wants the event, as a flat record; gives the statuses of the answers. */
	deliver(event: string, row: Row): Promise<readonly number[]>;
	webhooks(): readonly Row[];
	customers(): readonly Row[];
	transactions(): readonly Row[];
	partnerships(): readonly Row[];
	applications(): ReadonlyMap<string, string>;
	close(): Promise<void>;
}

const API = '/api/v2';

/**
 * A vendor's account of PartnerStack: pairs of keys for the API, a third token for tracking, lists by
 * key, integer cents, customers of clicks that are made later and once, and a tracking host that says 200
 * to everything.
 */
export async function startPartnerStackSimulator(
	options: PartnerStackSimulatorOptions,
): Promise<PartnerStackSimulator> {
	const account = new PartnerStackAccount();
	const webhooks = new PartnerStackWebhooks(options.webhookProperty ?? 'target_url');
	const faults = new Faults();
	const server = await startSimulatorServer(
		(request) => faults.apply(request, () => answer(account, webhooks, options, request)),
		options.port,
	);
	return {
		url: `${server.url}${API}`,
		trackingUrl: server.url,
		requests: server.requests,
		clearRequests: server.clearRequests,
		setFaults: (next) => faults.set(next),
		addGroup: (row) => account.groups.push(row),
		addPartnership: (row) => account.addPartnership(row),
		addClick: (xid, partnerKey) => account.clicks.set(xid, partnerKey),
		work: () => account.work(),
		payOut: (key) => account.paidOut.add(key),
		deliver: (event, row) => webhooks.deliver(event, row),
		webhooks: () => webhooks.rows,
		customers: () => account.customers,
		transactions: () => account.transactions,
		partnerships: () => account.partnerships,
		applications: () => account.applications,
		close: server.close,
	};
}

function answer(
	account: PartnerStackAccount,
	webhooks: PartnerStackWebhooks,
	{ publicKey, secretKey, trackingToken }: PartnerStackSimulatorOptions,
	request: SimulatorRequest,
): SimulatorResponse {
	const { authorization = '' } = request.headers;
	try {
		if (!request.path.startsWith(API)) {
			if (authorization !== `Bearer ${trackingToken}`)
				throw new PartnerStackError(401, 'Unauthorized');
			if (request.path !== '/conversion/xid') throw new PartnerStackError(404, 'Not found');
			account.tellConversion((request.body ?? {}) as Row);
			return { status: 200 };
		}
		const basic = Buffer.from(`${publicKey}:${secretKey}`, 'utf8').toString('base64');
		if (authorization !== `Basic ${basic}`) throw new PartnerStackError(401, 'Unauthorized');
		return {
			status: 200,
			body: { data: route(account, webhooks, request), message: 'OK', status: 200 },
		};
	} catch (error) {
		if (!(error instanceof PartnerStackError)) throw error;
		return { status: error.status, body: { message: error.message, status: error.status } };
	}
}

function route(
	account: PartnerStackAccount,
	webhooks: PartnerStackWebhooks,
	{ method, path, query, body }: SimulatorRequest,
): unknown {
	const [resource = '', id = '', part = ''] = path
		.slice(API.length)
		.split('/')
		.filter((piece) => piece !== '')
		.map((piece) => decodeURIComponent(piece));
	const row = (body ?? {}) as Row;
	switch (`${method} ${resource}${id === '' ? '' : '/*'}${part === '' ? '' : `/${part}`}`) {
		case 'GET groups':
			return account.page(account.groups, query);
		case 'GET partnerships':
			return account.page(account.partnerships, query);
		case 'POST partnerships':
			return account.createPartnership(row);
		case 'GET partnerships/*':
			return account.partnership(id);
		case 'PATCH partnerships/*':
			return Object.assign(account.partnership(id), row);
		case 'PATCH applications/*/decision':
			account.applications.set(id, String(row['decision']));
			return { key: id };
		case 'POST customers':
			return account.createCustomer(row);
		case 'GET customers/*':
			return account.customer(id);
		case 'GET transactions':
			return account.page(account.transactions, query);
		case 'POST transactions':
			return account.createTransaction(row);
		case 'GET transactions/*':
			return account.transaction(id);
		case 'DELETE transactions/*':
			return account.deleteTransaction(id);
		case 'GET webhooks':
			return account.page(webhooks.rows, query);
		case 'POST webhooks':
			return webhooks.create(row);
		case 'DELETE webhooks/*':
			return webhooks.remove(id);
		case 'GET rewards':
			return account.page(account.rewards(), query);
		case 'GET links/*':
			return { items: [account.linkOf(id)] };
		default:
			throw new PartnerStackError(404, 'Not found');
	}
}
