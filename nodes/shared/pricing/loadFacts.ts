import { uplineDepth, type CommissionFacts } from '../../../lib/commission';
import type { Affiliate } from '../../../lib/model/affiliate';
import type { PricedAffiliate } from '../../../lib/model/commission';
import type { Attribution } from '../../../lib/model/credit';
import type { Order } from '../../../lib/model/order';
import type { CustomerType } from '../../../lib/model/plan/rule';
import type { Plan } from '../../../lib/model/plan';
import type { AffiliateStore } from '../../../lib/ports/store';
import { customerKeyOf } from './customerKeyOf';
import { loadMetrics } from './loadMetrics';
import type { PricingRequest } from './pricingRequest';

/** Looks up everything the price of a new order depends on. */
export async function loadFacts(
	store: AffiliateStore,
	{ order, attribution, verdict, maxRateAgeDays }: PricingRequest,
): Promise<CommissionFacts> {
	const { registry } = store;
	const programme =
		attribution.programmeId === null ? null : await registry.programme(attribution.programmeId);
	const plan =
		programme === null ? null : await registry.planInEffect(programme.programmeId, order.createdAt);
	const exchangeRate =
		programme === null || programme.currency === order.currency
			? null
			: await registry.exchangeRate(
					order.currency,
					programme.currency,
					order.createdAt,
					maxRateAgeDays,
				);
	const affiliates = await loadAffiliates(store, attribution, plan);
	const context: CommissionFacts['context'] = {
		affiliates,
		customerType: await customerTypeOf(store, order),
		...(await paymentOf(store, order)),
		metrics:
			programme === null || plan === null
				? []
				: await loadMetrics(store, { order, attribution, affiliates, plan, programme }),
		exchangeRate,
	};
	return { order, attribution, verdict, programme, plan, context, capUsage: new Map() };
}

/** The credited affiliates, and as many of those above them as the plan pays. */
export async function loadAffiliates(
	store: AffiliateStore,
	{ credits }: Attribution,
	plan: Plan | null,
): Promise<PricedAffiliate[]> {
	const found = new Map<string, Affiliate>();
	const depth = plan === null ? 0 : uplineDepth(plan);
	for (const affiliateId of new Set(credits.map((credit) => credit.affiliateId))) {
		const affiliate = await store.registry.affiliate(affiliateId);
		if (affiliate === null) continue;
		found.set(affiliateId, affiliate);
		const upline = depth === 0 ? [] : await store.registry.upline(affiliateId, depth);
		for (const above of upline) found.set(above.affiliateId, above);
	}
	return [...found.values()].map(pricedAffiliate);
}

/** An affiliate as plan rules see it. */
export function pricedAffiliate(affiliate: Affiliate): PricedAffiliate {
	const { affiliateId, code, status, groupCode, parentId } = affiliate;
	return { affiliateId, code, status, groupCode, parentId };
}

/** New or returning by the store's own count and by the orders recorded here (C21). */
async function customerTypeOf(store: AffiliateStore, order: Order): Promise<CustomerType> {
	const { ordersBefore } = order.customer;
	if (ordersBefore !== null && ordersBefore > 0) return 'returning';
	const customerKey = customerKeyOf(store, order);
	if (customerKey === null) return ordersBefore === null ? 'unknown' : 'new';
	const { orderCount } = await store.history.customerHistory(customerKey, order.createdAt);
	return orderCount > 0 ? 'returning' : 'new';
}

type Payment = Pick<CommissionFacts['context'], 'paymentNumber' | 'firstPaymentAt'>;

/** Which payment of its subscription the order is; what neither store nor ledger know is null. */
async function paymentOf(
	store: AffiliateStore,
	{ subscription, storeKey, createdAt }: Order,
): Promise<Payment> {
	if (subscription === null) return { paymentNumber: null, firstPaymentAt: null };
	const { payments, firstPaymentAt } = await store.history.subscriptionHistory(
		storeKey,
		subscription.subscriptionId,
		createdAt,
	);
	const paymentNumber = subscription.paymentNumber ?? (payments > 0 ? payments + 1 : null);
	const isFirst = paymentNumber === 1;
	return {
		paymentNumber,
		firstPaymentAt: subscription.startedAt ?? firstPaymentAt ?? (isFirst ? createdAt : null),
	};
}
