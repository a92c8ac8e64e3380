import { Faults, type SimulatedFault } from './faults.ts';
import { RefersionAccount } from './refersion/account.ts';
import { signedEvent, type SignedEvent } from './refersion/events.ts';
import { answerGraph } from './refersion/graph.ts';
import { RefersionError, type Row } from './refersion/refused.ts';
import {
	startSimulatorServer,
	type LoggedRequest,
	type SimulatorRequest,
	type SimulatorResponse,
} from './simulator-server.ts';

export interface RefersionSimulatorOptions {
	readonly publicKey: string;
	readonly secretKey: string;
	readonly graphqlKey: string;
	readonly port?: number;
	/** Status with which orders are taken; nobody has written it down. */
	readonly ordersStatus?: number;
	/** Fields of conversions that GraphQL does not have here. */
	readonly withoutFields?: readonly string[];
	/** Whether a cancellation without items is refused. */
	readonly cancelNeedsItems?: boolean;
	/** Whether the plan includes the API at all. */
	readonly hasPlan?: boolean;
}

export interface RefersionSimulator {
	/** Of the REST API. The host of orders is the same without `/v2`; GraphQL stands there under `/graphql`. */
	readonly url: string;
	readonly ordersUrl: string;
	readonly graphqlUrl: string;
	requests(): readonly LoggedRequest[];
	clearRequests(): void;
	setFaults(faults: readonly SimulatedFault[]): void;
	addOffer(row: { id: number; name: string }): void;
	addAffiliate(row: {
		number: number;
		code: string;
		email: string;
		offer: number;
		status?: string;
		link?: string;
	}): void;
	/** A coupon that credits the affiliate. */
	addCoupon(coupon: string, number: number): void;
	/** A cart that a browser told of after a click on a link of the affiliate. */
	addCart(cartId: string, number: number): void;
	/** Makes the conversions of the orders that came in, as Refersion does a little later. */
	work(): void;
	/** A conversion of long ago, or many. */
	addConversion(row: Row): void;
	orders(): readonly Row[];
	conversions(): readonly Row[];
	affiliates(): readonly Row[];
	/** An event as Refersion would send it, with its signature. */
	event(topic: string, payload: unknown, secret: string): SignedEvent;
	close(): Promise<void>;
}

/**
 * A merchant's account of Refersion: POST alone, two ids of each affiliate that take turns in the field `id`,
 * 204 for a wrong field (whose reason HTTP swallows), 429 for too many entries, batches that do half of it
 * with 200, orders that are counted each time they come, and lists by GraphQL with another key.
 */
export async function startRefersionSimulator(
	options: RefersionSimulatorOptions,
): Promise<RefersionSimulator> {
	const account = new RefersionAccount(options.cancelNeedsItems ?? false);
	const faults = new Faults();
	const server = await startSimulatorServer(
		(request) => faults.apply(request, () => answer(account, options, request)),
		options.port,
	);
	return {
		url: `${server.url}/v2`,
		ordersUrl: server.url,
		graphqlUrl: `${server.url}/graphql`,
		requests: server.requests,
		clearRequests: server.clearRequests,
		setFaults: (next) => faults.set(next),
		addOffer: (row) => account.offers.push(row),
		addAffiliate: (row) => account.addAffiliate(row),
		addCoupon: (coupon, number) => account.coupons.set(coupon, number),
		addCart: (cartId, number) => account.carts.set(cartId, number),
		work: () => account.work(),
		addConversion: (row) => account.addConversion(row),
		orders: () => account.orders,
		conversions: () => account.conversions,
		affiliates: () => account.affiliates,
		event: signedEvent,
		close: server.close,
	};
}

function answer(
	account: RefersionAccount,
	options: RefersionSimulatorOptions,
	{ method, path, headers, body }: SimulatorRequest,
): SimulatorResponse {
	if (method !== 'POST') return { status: 404, body: { error: 'Bad request' } };
	const row = (typeof body === 'object' && body !== null ? body : {}) as Row;
	if (path === '/graphql') {
		if (headers['x-refersion-key'] !== options.graphqlKey) {
			return { status: 401, body: { errors: [{ message: 'Unauthorized' }] } };
		}
		return answerGraph(account, String(row['query'] ?? ''), options.withoutFields ?? []);
	}
	const isKnown =
		headers['refersion-public-key'] === options.publicKey &&
		headers['refersion-secret-key'] === options.secretKey;
	if (!isKnown) return { status: 401, body: { error: 'Invalid API credentials (error 2).' } };
	if (Object.keys(row).length === 0) return { status: 404 };
	try {
		if (options.hasPlan === false) {
			throw new RefersionError(422, 'Your account plan does not support this feature (error 1).');
		}
		const status = path === '/tracker/orders/paid' ? (options.ordersStatus ?? 200) : 200;
		const result = route(account, path, row);
		return status === 204 ? { status } : { status, body: result };
	} catch (error) {
		if (!(error instanceof RefersionError)) throw error;
		// A server cannot send a body with 204: the reason stays behind.
		if (error.status === 204) return { status: 204 };
		const { message, status } = error;
		return { status, body: status === 422 ? { errors: [message] } : { error: message } };
	}
}

function route(account: RefersionAccount, path: string, row: Row): unknown {
	switch (path) {
		case '/v2/affiliate/new':
			return account.createAffiliate(row);
		case '/v2/affiliate/get':
			return account.getAffiliate(row);
		case '/v2/affiliate/list':
			return account.listAffiliates(row);
		case '/v2/affiliate/search':
			return account.searchAffiliates(row);
		case '/v2/affiliate/edit':
			return account.editAffiliates(row);
		case '/v2/affiliate/status_change':
			return account.changeAffiliates(row);
		case '/v2/conversion/status_change':
			return account.changeConversions(row);
		case '/v2/conversion/cancel':
			return account.cancel(row);
		case '/v2/conversion/totals':
			return { conversions_count: account.conversions.length };
		case '/tracker/orders/paid':
			return account.takeOrder(row);
		default:
			throw new RefersionError(404, 'Not found');
	}
}
