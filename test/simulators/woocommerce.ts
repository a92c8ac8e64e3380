import { Buffer } from 'node:buffer';
import { Faults, type SimulatedFault } from './faults.ts';
import {
	startSimulatorServer,
	type LoggedRequest,
	type SimulatorRequest,
	type SimulatorResponse,
} from './simulator-server.ts';
import { createCoupon, listCoupons } from './woocommerce/coupons-api.ts';
import { customerOf, listCustomers, saveCustomer } from './woocommerce/customers-api.ts';
import { deliverWebhooks } from './woocommerce/deliver-webhooks.ts';
import {
	addNote,
	listNotes,
	listOrders,
	listRefunds,
	orderOf,
	saveOrder,
} from './woocommerce/orders-api.ts';
import { Parameters, type Listed } from './woocommerce/parameters.ts';
import { listProducts, productOf, variationOf } from './woocommerce/products-api.ts';
import { WooShop, type SimulatedRecord, type SimulatedWebhook } from './woocommerce/shop.ts';
import {
	createWebhook,
	deleteWebhook,
	listWebhooks,
	saveWebhook,
} from './woocommerce/webhooks-api.ts';
import { noRoute, WooError } from './woocommerce/woo-error.ts';

export type { SimulatedFault, SimulatedRecord, SimulatedWebhook };

export interface WooSimulatorOptions {
	readonly consumerKey: string;
	readonly consumerSecret: string;
	/** What the key may do; everything unless told. */
	readonly permissions?: 'read' | 'write' | 'read_write';
	/** Path of the WordPress, such as "/store"; none unless told. */
	readonly path?: string;
	/** Whether answers tell how many pages there are; a proxy may drop it. */
	readonly tellsPages?: boolean;
	/** Before 5.8, WooCommerce passed over `modified_after`. */
	readonly isOld?: boolean;
	readonly port?: number;
	readonly faults?: readonly SimulatedFault[];
}

export interface WooSimulator {
	/** Address of the shop, with its path. */
	readonly url: string;
	/** Data to look at and to change, as people and customers of the shop do. */
	readonly shop: WooShop;
	requests(): readonly LoggedRequest[];
	clearRequests(): void;
	setFaults(faults: readonly SimulatedFault[]): void;
	/** Called after every list of orders that was read, to change things between two pages. */
	afterList(change: ((listsSoFar: number) => void) | null): void;
	/** Sends an order to the webhooks of a topic; see `deliverWebhooks`. */
	deliver(topic: string, order: SimulatedRecord): Promise<readonly number[]>;
	close(): Promise<void>;
}

interface Context {
	readonly shop: WooShop;
	readonly options: WooSimulatorOptions;
	lists: number;
	afterList: ((listsSoFar: number) => void) | null;
}

/**
 * WooCommerce's REST API v3 on this machine, as far as this package uses it: Basic auth with the
 * permissions of the key, WordPress's checks of parameters and its error bodies, exclusive bounds of
 * time in the shop's own zone, meta by row, codes that are there once, batches that half succeed, and
 * webhooks that are signed, not repeated, and switched off after failures.
 */
export async function startWooSimulator(options: WooSimulatorOptions): Promise<WooSimulator> {
	const context: Context = {
		shop: new WooShop(),
		options,
		lists: 0,
		afterList: null,
	};
	const faults = new Faults();
	faults.set(options.faults ?? []);
	const server = await startSimulatorServer(
		(request) => faults.apply(request, () => carryOut(context, request)),
		options.port,
	);
	const url = `${server.url}${options.path ?? ''}`;
	return {
		url,
		shop: context.shop,
		requests: server.requests,
		clearRequests: server.clearRequests,
		setFaults: (next) => faults.set(next),
		afterList: (change) => {
			context.afterList = change;
			context.lists = 0;
		},
		deliver: async (topic, order) => await deliverWebhooks(context.shop, topic, order, url),
		close: server.close,
	};
}

interface Answer {
	readonly body: unknown;
	readonly status?: number;
	readonly listed?: Listed;
}

function carryOut(context: Context, request: SimulatorRequest): SimulatorResponse {
	try {
		authenticate(context.options, request);
		const { body, status = 200, listed } = route(context, request);
		const tells = listed !== undefined && context.options.tellsPages !== false;
		return {
			status,
			headers: tells
				? { 'x-wp-total': String(listed.total), 'x-wp-totalpages': String(listed.pages) }
				: {},
			body: onlyFields(structuredClone(body), request.query.get('_fields')),
		};
	} catch (error) {
		if (!(error instanceof WooError)) throw error;
		return { status: error.status, body: error.body() };
	}
}

function authenticate(
	{ consumerKey, consumerSecret, permissions = 'read_write' }: WooSimulatorOptions,
	{ method, headers }: SimulatorRequest,
): void {
	const given = /^Basic (.+)$/.exec(headers['authorization'] ?? '')?.[1] ?? '';
	const [key = '', ...secret] = Buffer.from(given, 'base64').toString('utf8').split(':');
	const deny = (message: string) =>
		new WooError('woocommerce_rest_authentication_error', message, 401);
	if (key === '') {
		throw new WooError('woocommerce_rest_cannot_view', 'Sorry, you cannot list resources.', 401);
	}
	if (key !== consumerKey) throw deny('Consumer key is invalid.');
	if (secret.join(':') !== consumerSecret) throw deny('Consumer secret is invalid.');
	const needed = method === 'GET' ? 'read' : 'write';
	if (permissions === 'read_write' || permissions === needed) return;
	throw deny(`The API key provided does not have ${needed} permissions.`);
}

function route(context: Context, request: SimulatorRequest): Answer {
	const { shop, options } = context;
	const root = `${options.path ?? ''}/wp-json/wc/v3/`;
	if (!request.path.startsWith(root)) throw noRoute();
	const [area = '', id = '', part = '', partId = ''] = request.path
		.slice(root.length)
		.split('/')
		.map(decodeURIComponent);
	const parameters = new Parameters(request.query);
	switch (area) {
		case 'orders':
			return orders(context, request, [id, part]);
		case 'customers':
			if (request.method === 'PUT') return { body: saveCustomer(shop, id, request.body) };
			return id === '' ? list(listCustomers(shop, parameters)) : { body: customerOf(shop, id) };
		case 'coupons':
			if (request.method === 'POST') return { body: createCoupon(shop, request.body), status: 201 };
			return list(listCoupons(shop, parameters));
		case 'products':
			if (part === 'variations') return { body: variationOf(shop, id, partId) };
			return id === '' ? list(listProducts(shop, parameters)) : { body: productOf(shop, id) };
		case 'webhooks':
			return webhooks(shop, request, id);
		case 'data':
			if (`${id}/${part}` !== 'currencies/current') throw noRoute();
			return { body: { code: shop.currency, name: shop.currency, symbol: '¤' } };
		default:
			throw noRoute();
	}
}

function orders(
	context: Context,
	{ method, body, query }: SimulatorRequest,
	[id, part]: readonly [string, string],
): Answer {
	const { shop, options } = context;
	const parameters = new Parameters(query);
	switch (`${method} ${id === '' ? id : '*'}/${part}`) {
		case 'GET /': {
			if (options.isOld === true) query.delete('modified_after');
			const answer = list(structuredClone(listOrders(shop, parameters)));
			context.lists += 1;
			context.afterList?.(context.lists);
			return answer;
		}
		case 'GET */':
			return { body: orderOf(shop, id) };
		case 'PUT */':
			return { body: saveOrder(shop, id, body) };
		case 'GET */refunds':
			return list(listRefunds(shop, id, parameters));
		case 'GET */notes':
			return { body: listNotes(shop, id, parameters) };
		case 'POST */notes':
			return { body: addNote(shop, id, body), status: 201 };
		default:
			throw noRoute();
	}
}

function webhooks(shop: WooShop, { method, body, query }: SimulatorRequest, id: string): Answer {
	const parameters = new Parameters(query);
	switch (`${method} ${id === '' ? '' : '*'}`) {
		case 'GET ':
			return list(listWebhooks(shop, parameters));
		case 'POST ':
			return { body: createWebhook(shop, body), status: 201 };
		case 'PUT *':
			return { body: saveWebhook(shop, id, body) };
		case 'DELETE *':
			return { body: deleteWebhook(shop, id, parameters) };
		default:
			throw noRoute();
	}
}

function list(listed: Listed): Answer {
	return { body: listed.rows, listed };
}

/** WordPress leaves out of the answer, or of each entry of a list, what `_fields` does not name. */
function onlyFields(body: unknown, fields: string | null): unknown {
	if (fields === null) return body;
	if (Array.isArray(body)) return body.map((entry) => onlyFields(entry, fields));
	if (body === null || typeof body !== 'object') return body;
	const names = fields.split(',');
	return Object.fromEntries(Object.entries(body).filter(([name]) => names.includes(name)));
}
