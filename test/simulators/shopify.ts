import { Faults, type SimulatedFault } from './faults.ts';
import { requireScope } from './shopify/access.ts';
import { CostBucket, type SimulatedCosts } from './shopify/cost-bucket.ts';
import type { DescribedOrder } from './shopify/described-order.ts';
import { execute, type Args, type Execution } from './shopify/execute.ts';
import { readDocument, type GraphqlDocument } from './shopify/graphql-document.ts';
import { mutationFields } from './shopify/mutations.ts';
import { LONGEST_LIST, queryFields } from './shopify/queries.ts';
import { requestedCost } from './shopify/query-cost.ts';
import {
	Shop,
	type ShopRecord,
	type SimulatedCustomer,
	type SimulatedMetafield,
	type SimulatedVariant,
	type SimulatedWebhook,
} from './shopify/shop.ts';
import { ShopifyError } from './shopify/shopify-error.ts';
import { answerToken, type SimulatedApp } from './shopify/token-endpoint.ts';
import {
	startSimulatorServer,
	type LoggedRequest,
	type SimulatorRequest,
	type SimulatorResponse,
} from './simulator-server.ts';

export type { DescribedOrder, SimulatedCosts, SimulatedFault, SimulatedVariant };

export interface ShopifySimulatorOptions {
	readonly token: string;
	readonly port?: number;
	readonly currency?: string;
	/** The app whose id and secret are exchanged for the token; none when left out. */
	readonly app?: SimulatedApp;
	/** Scopes of the token; all of them when left out. */
	readonly scopes?: readonly string[];
	readonly costs?: SimulatedCosts;
	/** Entries after which a list ends; Shopify's 25,000 when left out. */
	readonly longestList?: number;
	readonly faults?: readonly SimulatedFault[];
	/** Milliseconds since 1970; the machine's clock when left out. */
	readonly clock?: () => number;
}

export interface ShopifySimulator {
	readonly url: string;
	addOrder(order: DescribedOrder): void;
	addCustomer(customer: SimulatedCustomer): void;
	addVariant(variant: SimulatedVariant): void;
	order(id: number): ShopRecord | undefined;
	customer(id: number): ShopRecord | undefined;
	metafields(): readonly SimulatedMetafield[];
	discounts(): readonly ShopRecord[];
	webhooks(): readonly SimulatedWebhook[];
	/** Makes a subscription as if another app or a person had. */
	addWebhook(topic: string, uri: string): void;
	/** Deletes subscriptions as Shopify does when deliveries failed for hours; all when left out. */
	dropWebhooks(topic?: string): void;
	/** Makes the token worthless. */
	revokeToken(): void;
	/** Every request so far, without its headers. */
	requests(): readonly LoggedRequest[];
	clearRequests(): void;
	setFaults(faults: readonly SimulatedFault[]): void;
	close(): Promise<void>;
}

const GRAPHQL_PATH = /^\/admin\/api\/(20\d{2}-(?:01|04|07|10)|unstable)\/graphql\.json$/;

/**
 * One shop's Admin GraphQL API on this machine, as far as this package uses it: it reads the
 * documents that are sent, answers with the fields that they select, and holds to what Shopify's
 * documents say of tokens, scopes, costs, list lengths and the rules of each mutation.
 */
export async function startShopifySimulator(
	options: ShopifySimulatorOptions,
): Promise<ShopifySimulator> {
	const clock = options.clock ?? Date.now;
	const shop = new Shop(options.currency ?? 'EUR', clock);
	const bucket = new CostBucket(options.costs ?? {}, clock());
	const faults = new Faults();
	faults.set(options.faults ?? []);
	const state = { isRevoked: false };
	const server = await startSimulatorServer(
		(request) =>
			faults.apply(request, () => {
				if (request.path === '/admin/oauth/access_token') {
					return answerToken(request, options.app, {
						token: options.token,
						scopes: options.scopes ?? [],
					});
				}
				const isKnown = request.headers['x-shopify-access-token'] === options.token;
				if (!isKnown || state.isRevoked) return INVALID_TOKEN;
				if (request.method !== 'POST' || !GRAPHQL_PATH.test(request.path)) return NOT_FOUND;
				return carryOut(shop, bucket, clock(), options, request);
			}),
		options.port,
	);
	return {
		url: server.url,
		...reachOf(shop),
		revokeToken: () => {
			state.isRevoked = true;
		},
		requests: server.requests,
		clearRequests: server.clearRequests,
		setFaults: (next) => faults.set(next),
		close: server.close,
	};
}

const INVALID_TOKEN: SimulatorResponse = {
	status: 401,
	body: {
		errors: '[API] Invalid API key or access token (unrecognized login or wrong password)',
	},
};

const NOT_FOUND: SimulatorResponse = { status: 404, body: { errors: 'Not Found' } };

/** What tests see of the shop and do to it behind the API's back. */
function reachOf(
	shop: Shop,
): Omit<
	ShopifySimulator,
	'url' | 'revokeToken' | 'requests' | 'clearRequests' | 'setFaults' | 'close'
> {
	return {
		addOrder: (order) => void shop.addOrder(order),
		addCustomer: (customer) => void shop.addCustomer(customer),
		addVariant: (variant) => shop.addVariant(variant),
		order: (id) => shop.orders.get(`gid://shopify/Order/${id}`),
		customer: (id) => shop.customers.get(`gid://shopify/Customer/${id}`),
		metafields: () => [...shop.metafields.values()],
		discounts: () => [...shop.discounts.values()],
		webhooks: () => [...shop.webhooks.values()],
		addWebhook: (topic, uri) =>
			void mutationFields(shop)['webhookSubscriptionCreate']?.({
				topic,
				webhookSubscription: { uri },
			}),
		dropWebhooks: (topic) => {
			for (const webhook of shop.webhooks.values()) {
				if (topic === undefined || webhook.topic === topic) shop.webhooks.delete(webhook.id);
			}
		},
	};
}

/** GraphQL answers 200 to almost everything; what is wrong stands in the body. */
function carryOut(
	shop: Shop,
	bucket: CostBucket,
	now: number,
	options: ShopifySimulatorOptions,
	{ body }: SimulatorRequest,
): SimulatorResponse {
	const { query, variables } = (body ?? {}) as { query?: unknown; variables?: unknown };
	let requested = 0;
	try {
		const document = readDocument(String(query));
		const given = (variables ?? {}) as Args;
		requireVariables(document, given);
		requested = requestedCost(document, given);
		requireCost(bucket, requested, now);
		const { data, errors, objects } = run(shop, options, document, given);
		const actual = Math.min(requested, objects + (document.operation === 'mutation' ? 10 : 0));
		bucket.giveBack(requested - actual);
		return answer({ data, ...(errors.length > 0 ? { errors } : {}) }, bucket, requested, actual);
	} catch (error) {
		if (!(error instanceof ShopifyError)) throw error;
		return answer({ errors: [error.entry()] }, bucket, requested, null);
	}
}

function run(
	shop: Shop,
	options: ShopifySimulatorOptions,
	document: GraphqlDocument,
	variables: Args,
): Execution {
	const root =
		document.operation === 'mutation'
			? mutationFields(shop)
			: queryFields(shop, {
					scopes: options.scopes ?? [],
					longestList: options.longestList ?? LONGEST_LIST,
				});
	return execute(document, variables, root, {
		requireAccess: (typeName, field) => requireScope(options.scopes ?? null, typeName, field),
	});
}

function requireVariables({ required, declared }: GraphqlDocument, given: Args): void {
	const missing = required.find((name) => given[name] === undefined || given[name] === null);
	if (missing !== undefined) {
		throw new ShopifyError('INVALID_VARIABLE', `Variable $${missing} was provided invalid value`);
	}
	const unknown = Object.keys(given).find((name) => !declared.includes(name));
	if (unknown !== undefined) {
		throw new ShopifyError('variableNotDefined', `Variable $${unknown} is not declared`);
	}
}

function requireCost(bucket: CostBucket, requested: number, now: number): void {
	const { singleRequest } = bucket.limits;
	if (requested > singleRequest) {
		throw new ShopifyError(
			'MAX_COST_EXCEEDED',
			`Query cost is ${requested}, which exceeds the single query max cost limit (${singleRequest}).`,
			{ cost: requested, maxCost: singleRequest },
		);
	}
	if (!bucket.take(requested, now)) {
		throw new ShopifyError('THROTTLED', 'Throttled', {
			documentation: 'https://shopify.dev/api/usage/rate-limits',
		});
	}
}

function answer(
	body: Record<string, unknown>,
	bucket: CostBucket,
	requested: number,
	actual: number | null,
): SimulatorResponse {
	return {
		status: 200,
		headers: { 'x-request-id': '00000000-0000-4000-8000-000000000001' },
		body: { ...body, extensions: { cost: bucket.cost(requested, actual) } },
	};
}
