import { Faults, type SimulatedFault } from './faults.ts';
import { Authorization, type SimulatedIntegration } from './magento/authorize.ts';
import { createCoupon, createRule, salesRule } from './magento/coupons-api.ts';
import { customer, saveCustomer } from './magento/customers-api.ts';
import { MagentoError, noRoute } from './magento/magento-error.ts';
import { addComment, order } from './magento/orders-api.ts';
import { search, type SimulatedRow } from './magento/search.ts';
import { MagentoStore, type SimulatedAttribute, type SimulatedCustomer } from './magento/store.ts';
import {
	startSimulatorServer,
	type LoggedRequest,
	type SimulatorRequest,
	type SimulatorResponse,
} from './simulator-server.ts';

export type {
	SimulatedAttribute,
	SimulatedCustomer,
	SimulatedFault,
	SimulatedIntegration,
	SimulatedRow,
};

export interface MagentoSimulatorOptions {
	readonly integration: SimulatedIntegration;
	/** Whether the access token alone is enough; off since Magento 2.4.4. */
	readonly allowBearer?: boolean;
	/** Largest page that the store gives (Web API Limits); none when left out. */
	readonly maxPageSize?: number;
	/** The cloud service has no `/rest/<store view>` in its paths. */
	readonly isCloudService?: boolean;
	readonly port?: number;
	readonly faults?: readonly SimulatedFault[];
}

export interface MagentoSimulator {
	readonly url: string;
	/** Data to look at and to change, as people and customers of the store do. */
	readonly store: MagentoStore;
	requests(): readonly LoggedRequest[];
	clearRequests(): void;
	setFaults(faults: readonly SimulatedFault[]): void;
	/** Called after every list that was read, to change things between two pages. */
	afterList(change: ((listsSoFar: number) => void) | null): void;
	setTime(magentoTime: string): void;
	close(): Promise<void>;
}

interface Context {
	readonly store: MagentoStore;
	readonly authorization: Authorization;
	readonly options: MagentoSimulatorOptions;
	origin: string;
	time: string;
	lists: number;
	afterList: ((listsSoFar: number) => void) | null;
}

/**
 * Magento's REST API on this machine, as far as this package uses it: signed requests with single-use
 * nonces, access by resource, search with its way of paging, answers without nulls, and saves that
 * drop what is left out.
 */
export async function startMagentoSimulator(
	options: MagentoSimulatorOptions,
): Promise<MagentoSimulator> {
	const { integration, allowBearer = false } = options;
	const context: Context = {
		store: new MagentoStore(),
		authorization: new Authorization({ integration, allowBearer }),
		options,
		origin: '',
		time: '2026-11-22 18:00:00',
		lists: 0,
		afterList: null,
	};
	const faults = new Faults();
	faults.set(options.faults ?? []);
	const server = await startSimulatorServer(
		(request) => faults.apply(request, () => carryOut(context, request)),
		options.port,
	);
	context.origin = server.url;
	return {
		url: server.url,
		store: context.store,
		requests: server.requests,
		clearRequests: server.clearRequests,
		setFaults: (next) => faults.set(next),
		afterList: (change) => {
			context.afterList = change;
			context.lists = 0;
		},
		setTime: (time) => {
			context.time = time;
		},
		close: server.close,
	};
}

function carryOut(context: Context, request: SimulatorRequest): SimulatorResponse {
	try {
		const body = withoutNulls(structuredClone(route(context, request)));
		return { status: 200, body };
	} catch (error) {
		if (!(error instanceof MagentoError)) throw error;
		return { status: error.status, body: error.body() };
	}
}

const ORDER_COLUMNS = ['entity_id', 'increment_id', 'created_at', 'updated_at', 'status', 'state'];
const MEMO_COLUMNS = ['entity_id', 'order_id', 'increment_id', 'created_at', 'updated_at', 'state'];

function route(context: Context, request: SimulatorRequest): unknown {
	const { store, options } = context;
	const prefix = options.isCloudService === true ? /^\/V1\// : /^\/rest\/[a-z][a-z0-9_]*\/V1\//;
	if (!prefix.test(request.path)) throw noRoute();
	const [area = '', first = '', second = '', ...rest] = request.path
		.replace(prefix, '')
		.split('/')
		.map(decodeURIComponent);
	const allow = (resource: string) =>
		context.authorization.require(request, context.origin, resource);
	const list = (rows: readonly SimulatedRow[], columns: readonly string[]) => {
		const answer = structuredClone(
			search(rows, request.query, { columns, maxPageSize: options.maxPageSize ?? null }),
		);
		context.lists += 1;
		context.afterList?.(context.lists);
		return answer;
	};
	switch (`${request.method} ${area}`) {
		case 'GET orders':
			allow('Magento_Sales::actions_view');
			return first === '' ? list(store.orders, ORDER_COLUMNS) : order(store, first);
		case 'POST orders':
			allow('Magento_Sales::comment');
			if (second !== 'comments') throw noRoute();
			return addComment(store, first, request.body, context.time);
		case 'GET creditmemos':
			allow('Magento_Sales::sales_creditmemo');
			return list(store.creditMemos, MEMO_COLUMNS);
		case 'GET customers':
			allow('Magento_Customer::customer');
			if (first === 'search') return list(store.customers, ['id', 'email', 'website_id']);
			return customer(store, first);
		case 'PUT customers':
			allow('Magento_Customer::manage');
			return saveCustomer(store, first, request.body);
		case 'GET attributeMetadata':
			allow('Magento_Customer::customer');
			if (`${first}/${second}` !== 'customer/custom') throw noRoute();
			return store.attributes.map((attribute) => ({ options: [], ...attribute }));
		case 'GET salesRules':
		case 'POST salesRules':
		case 'GET coupons':
		case 'POST coupons':
			allow('Magento_SalesRule::quote');
			return routePromotions(context, request, [area, first], list);
		case 'GET stockItems':
			allow('Magento_CatalogInventory::cataloginventory');
			return stockItem(store, first);
		case 'GET inventory':
			allow('Magento_InventoryApi::stock');
			if (first !== 'get-product-salable-quantity') throw noRoute();
			return salableQuantity(store, second, rest[0] ?? '');
		default:
			throw noRoute();
	}
}

function routePromotions(
	{ store }: Context,
	{ method, body }: SimulatorRequest,
	[area, first]: readonly [string, string],
	list: (rows: readonly SimulatedRow[], columns: readonly string[]) => unknown,
): unknown {
	if (area === 'coupons') {
		if (method === 'POST') return createCoupon(store, body);
		if (first === 'search') return list(store.coupons, ['coupon_id', 'rule_id', 'code']);
		throw noRoute();
	}
	if (method === 'POST') return createRule(store, body);
	return first === 'search'
		? list(store.rules, ['rule_id', 'name', 'coupon_type', 'is_active'])
		: salesRule(store, first);
}

function stockItem(store: MagentoStore, sku: string): SimulatedRow {
	const item = store.stockItems.get(sku);
	if (item !== undefined) return item;
	throw new MagentoError(404, 'The Product with the "%1" SKU doesn\'t exist.', [sku]);
}

function salableQuantity(store: MagentoStore, sku: string, stockId: string): number {
	const quantity = store.salable.get(`${stockId}/${sku}`);
	if (quantity !== undefined) return quantity;
	throw new MagentoError(
		400,
		"Can't check requested quantity for products without Source Items support.",
	);
}

/** REST leaves out what is null. */
function withoutNulls(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withoutNulls);
	if (value === null || typeof value !== 'object') return value;
	return Object.fromEntries(
		Object.entries(value)
			.filter(([, entry]) => entry !== null && entry !== undefined)
			.map(([name, entry]) => [name, withoutNulls(entry)]),
	);
}
