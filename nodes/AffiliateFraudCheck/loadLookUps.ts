import type { FactName } from '../../lib/fraud';
import { orderCaseId } from '../../lib/fraud/scan';
import type { LookedUpCredit, OrderLookUps } from '../../lib/fraud/facts/build-order-facts';
import { claimsAbout } from '../../lib/fraud/facts/claims-about';
import { addDays, instantFromMilliseconds, toMilliseconds, type Instant } from '../../lib/kernel';
import type { Attribution } from '../../lib/model/credit';
import type { Click } from '../../lib/model/click';
import type { FraudPolicy } from '../../lib/model/fraud-policy';
import type { Order } from '../../lib/model/order';
import { orderTraits } from '../../lib/model/trait';
import type { AffiliateStore } from '../../lib/ports/store';
import { loadOrderValues } from './loadOrderValues';

export interface LookUpRequest {
	readonly order: Order;
	readonly attribution: Attribution;
	readonly policy: FraudPolicy;
	readonly credits: readonly LookedUpCredit[];
	readonly customerKey: string | null;
	readonly needed: ReadonlySet<FactName>;
}

const JOURNEY_DAYS = 30;
const MOST_CLICKS = 500;
const CUSTOMER_DAYS = 7;
const NETWORK_DAYS = 1;
const MOST_NETWORK_ORDERS = 200;

/** What rules look up beside click and affiliate; null for what no rule of the policy needs. */
export async function loadLookUps(
	store: AffiliateStore,
	request: LookUpRequest,
): Promise<OrderLookUps> {
	const { order, customerKey, needed, attribution } = request;
	const { fraud, history } = store;
	const before = order.createdAt;
	const when = async <Value>(name: FactName, load: () => Promise<Value | null>) =>
		needed.has(name) ? await load() : null;
	const isCredited = attribution.credits.length > 0;
	const [recordedOrder, journey, customerOrders, networkOrders, clickCustomers, values, claims] =
		await Promise.all([
			when('recordedOrder', () => history.recordedOrder(order.storeKey, order.orderId)),
			when('journey', () => loadJourney(store, request)),
			when('customerOrders', async () =>
				customerKey === null
					? null
					: await fraud.customerOrders(
							customerKey,
							addDays(before, -CUSTOMER_DAYS),
							justAfter(before),
						),
			),
			when('networkOrders', () => loadNetworkOrders(store, request)),
			when('clickCustomers', () => loadClickCustomers(store, request)),
			when('orderValues', () => loadOrderValues(store, request)),
			when('claims', () => fraud.claims(order.storeKey, order.orderId)),
		]);
	return {
		recordedOrder,
		journey,
		customerOrders,
		networkOrders,
		clickCustomers,
		valuePercentile95: values?.value ?? null,
		valueSample: values?.sample ?? null,
		claims: claims === null ? null : claimsAbout(attribution, claims),
		decision: isCredited ? await loadDecision(store, order) : null,
	};
}

/** Stores write whole seconds: an order of the same second may be the earlier one. */
function justAfter(at: Instant): Instant {
	return instantFromMilliseconds(toMilliseconds(at) + 1);
}

/** Clicks of the customer's browsers, joined by what the order and earlier orders tell. */
async function loadJourney(
	{ journeys }: AffiliateStore,
	{ order, attribution, customerKey }: LookUpRequest,
): Promise<Click[]> {
	const earlier = customerKey === null ? [] : await journeys.journeysOfCustomer(customerKey);
	const journeyIds = [...new Set([...attribution.journeyIds, ...earlier])];
	if (journeyIds.length === 0) return [];
	return await journeys.clicksOfJourneys({
		journeyIds,
		from: addDays(order.createdAt, -JOURNEY_DAYS),
		to: order.createdAt,
		limit: MOST_CLICKS,
	});
}

/** By device where the order tells one: a network is shared by many. Null when it tells neither. */
async function loadNetworkOrders(
	store: AffiliateStore,
	{ order }: LookUpRequest,
): Promise<OrderLookUps['networkOrders']> {
	const traits = orderTraits(order, store.keyedHash.bind(store));
	const trait =
		traits.find(({ kind }) => kind === 'device') ?? traits.find(({ kind }) => kind === 'network');
	if (trait === undefined) return null;
	const before = order.createdAt;
	const from = addDays(before, -NETWORK_DAYS);
	return await store.fraud.ordersWithTrait(trait, from, before, MOST_NETWORK_ORDERS);
}

/** Of several credited clicks the most shared one counts; none for credits without a click. */
async function loadClickCustomers(
	{ fraud }: AffiliateStore,
	{ attribution, customerKey }: LookUpRequest,
): Promise<number> {
	const counts = await Promise.all(
		attribution.credits.flatMap(({ touch }) =>
			touch.clickId === null ? [] : [fraud.clickCustomers(touch.clickId, customerKey)],
		),
	);
	return Math.max(0, ...counts);
}

async function loadDecision(
	{ fraud }: AffiliateStore,
	order: Order,
): Promise<OrderLookUps['decision']> {
	const fraudCase = await fraud.case(orderCaseId(order));
	if (fraudCase === null || fraudCase.decidedAt === null) return null;
	const { caseId, status, decidedAt } = fraudCase;
	if (status !== 'cleared' && status !== 'confirmed') return null;
	return { caseId, outcome: status, at: decidedAt };
}
