import { AffiseAccount } from './affise/account.ts';
import { conversionPage, oneConversion, page, partnerPage, paymentPage } from './affise/lists.ts';
import { AffiseError, type Row } from './affise/refusal.ts';
import { Faults, type SimulatedFault } from './faults.ts';
import {
	startSimulatorServer,
	type LoggedRequest,
	type SimulatorRequest,
	type SimulatorResponse,
} from './simulator-server.ts';

export interface AffiseSimulatorOptions {
	readonly apiKey: string;
	/** Moment that new records get. */
	readonly now: () => string;
	readonly port?: number;
}

export interface AffiseSimulator {
	/** Of the API, and of the tracking domain: paths tell them apart. */
	readonly url: string;
	requests(): readonly LoggedRequest[];
	clearRequests(): void;
	setFaults(faults: readonly SimulatedFault[]): void;
	/** Makes and changes the conversions that wait, as Affise does minutes later. */
	work(): void;
	addOffer(row: { id: number; title: string; currency: string; page: string }): void;
	/** Gives the number. */
	addPartner(row: Row): number;
	addPayment(row: Row): void;
	conversions(): readonly Row[];
	partners(): readonly Row[];
	payments(): readonly Row[];
	/** First day, last day and page of each list by days that was asked for. */
	periods(): ReadonlyArray<readonly [from: string, to: string, page: string]>;
	/** Why what was queued came to nothing. */
	refusals(): readonly string[];
	access(): ReadonlyArray<readonly [offer: string, partner: string]>;
	close(): Promise<void>;
}

/**
 * A tenant of Affise: forms with bracketed names, 200 for what is refused, writes that wait in a queue,
 * lists of a year at most, imports that drop decimals, uniqueness of offer, goal and action, and a tracking
 * domain without a key.
 */
export async function startAffiseSimulator(
	options: AffiseSimulatorOptions,
): Promise<AffiseSimulator> {
	const account = new AffiseAccount(options.now);
	const faults = new Faults();
	const periods: Array<readonly [string, string, string]> = [];
	const server = await startSimulatorServer((request) => {
		const [from, to, page] = ['date_from', 'date_to', 'page'].map((name) =>
			request.query.get(name),
		);
		if (from && to && page) periods.push([from, to, page]);
		return faults.apply(request, () => answer(account, options, request));
	}, options.port);
	return {
		url: server.url,
		requests: server.requests,
		clearRequests: server.clearRequests,
		setFaults: (next) => faults.set(next),
		work: () => account.work(),
		addOffer: (row) => account.offers.push(row),
		addPartner: (row) => Number(account.addPartner(row)['id']),
		addPayment: (row) => account.addPayment(row),
		conversions: () => account.conversions,
		partners: () => account.partners,
		payments: () => account.payments,
		periods: () => periods,
		refusals: () => account.refusals,
		access: () => account.access,
		close: server.close,
	};
}

function answer(
	account: AffiseAccount,
	{ apiKey }: AffiseSimulatorOptions,
	request: SimulatorRequest,
): SimulatorResponse {
	const { path, query, headers } = request;
	if (path === '/click') return click(account, query);
	if (path === '/postback') {
		account.postback(query);
		return { status: 200, body: { status: 1, message: 'Added to queue' } };
	}
	if (!path.startsWith('/3.')) return { status: 200, text: '<html>Affise</html>' };
	if (headers['api-key'] === undefined) return refused(401, 'Token is necessary');
	if (headers['api-key'] !== apiKey) return refused(403, 'Auth Denied');
	try {
		return { status: 200, body: { status: 1, ...route(account, request) } };
	} catch (error) {
		if (!(error instanceof AffiseError)) throw error;
		return refused(error.status, error.message);
	}
}

function refused(status: number, message: string): SimulatorResponse {
	return { status, body: { status: 2, message } };
}

/** Leads to the page of the offer, with the macro for the click filled in. */
function click({ offers, partners }: AffiseAccount, query: URLSearchParams): SimulatorResponse {
	const offer = offers.find(({ id }) => String(id) === query.get('offer_id'));
	const pid = query.get('pid') ?? '';
	if (offer === undefined || !partners.some(({ id }) => String(id) === pid)) {
		return { status: 404, text: '<html>Not found</html>' };
	}
	const location = String(offer['page']).replace('{clickid}', `${pid}-abc`);
	return { status: 302, headers: { location }, text: '' };
}

function route(
	account: AffiseAccount,
	{ method, path, query, rawBody, headers }: SimulatorRequest,
): Row {
	const isForm = /x-www-form-urlencoded/.test(headers['content-type'] ?? '');
	if (method === 'POST' && rawBody !== '' && !isForm) {
		throw new AffiseError(200, 'The form is empty');
	}
	const form = new Map(new URLSearchParams(isForm ? rawBody : ''));
	const [, id = ''] = /\/(\d+)$/.exec(path) ?? [];
	switch (`${method} ${id === '' ? path : path.replace(/\/\d+$/, '/*')}`) {
		case 'GET /3.0/offers':
			return page('offers', account.offers, query);
		case 'GET /3.0/admin/partners':
			return partnerPage(account, query);
		case 'GET /3.0/admin/partner/*':
			return { partner: account.partner(id) };
		case 'POST /3.0/admin/partner/*':
			return { partner: Object.assign(account.partner(id), Object.fromEntries(form)) };
		case 'POST /3.0/admin/partner': {
			const partner = account.createPartner(form);
			return { partner, id: partner['id'] };
		}
		case 'POST /3.0/offer/enable-affiliate':
			account.access.push([form.get('offer_id') ?? '', form.get('pid') ?? '']);
			return { message: 'Affiliate enabled' };
		case 'POST /3.0/admin/conversion/import':
			account.importConversion(form);
			return { message: 'Conversion import will take a few minutes' };
		case 'POST /3.0/admin/conversion/edit':
			account.edit(form);
			return { message: 'Conversion changes will take a few minutes' };
		case 'GET /3.0/stats/conversions':
			return conversionPage(account, query);
		case 'GET /3.0/stats/conversionsbyid':
			return oneConversion(account, query);
		case 'GET /3.1/payments':
			return paymentPage(account, query);
		case 'GET /3.1/payments/*':
			return { payment: account.payment(id) };
		case 'POST /3.1/payments/*':
			Object.assign(account.payment(id), Object.fromEntries(form));
			return { result: true };
		default:
			throw new AffiseError(404, 'Not found');
	}
}
