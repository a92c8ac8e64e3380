import { tierWindowStart, type CommissionFacts, type TierMetrics } from '../../lib/commission';
import type { Attribution } from '../../lib/model/credit';
import type { Order } from '../../lib/model/order';
import type { Plan } from '../../lib/model/plan';
import type { Programme } from '../../lib/model/programme';
import type { Verdict } from '../../lib/model/verdict';
import type { AffiliateStore } from '../../lib/ports/store';

export interface FactsRequest {
	readonly order: Order;
	readonly attribution: Attribution;
	readonly verdict: Verdict | null;
	/** A rate older than this is as good as none. */
	readonly maxRateAgeDays: number;
}

/** Looks up everything the price of an order depends on. */
export async function loadFacts(
	store: AffiliateStore,
	{ order, attribution, verdict, maxRateAgeDays }: FactsRequest,
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
	const metrics =
		programme === null || plan === null
			? new Map<string, TierMetrics>()
			: await tierMetrics(store, { order, attribution, programme, plan });
	return { order, attribution, verdict, programme, plan, metrics, exchangeRate };
}

async function tierMetrics(
	store: AffiliateStore,
	{
		order,
		attribution,
		programme,
		plan,
	}: { order: Order; attribution: Attribution; programme: Programme; plan: Plan },
): Promise<Map<string, TierMetrics>> {
	const metrics = new Map<string, TierMetrics>();
	for (const { affiliateId } of attribution.credits) {
		const from = tierWindowStart(plan, affiliateId, order.createdAt);
		if (from === undefined) continue;
		metrics.set(
			affiliateId,
			await store.history.affiliateMetrics(
				affiliateId,
				programme.programmeId,
				programme.currency,
				from,
				order.createdAt,
			),
		);
	}
	return metrics;
}
