import { metricsNeeded } from '../../../lib/commission';
import { addDays, windowEnd, windowStart, type Instant } from '../../../lib/kernel';
import type { PricedAffiliate, ReachedMetrics } from '../../../lib/model/commission';
import type { Attribution } from '../../../lib/model/credit';
import type { Order } from '../../../lib/model/order';
import type { Plan, PlanRate } from '../../../lib/model/plan';
import type { Programme } from '../../../lib/model/programme';
import type { AffiliateStore } from '../../../lib/ports/store';

export interface MetricsRequest {
	readonly order: Order;
	readonly attribution: Attribution;
	readonly affiliates: readonly PricedAffiliate[];
	readonly plan: Plan;
	readonly programme: Programme;
	/**
	 * For retroactive tiers counts what came before that moment, or in the whole of their calendar
	 * window, instead of before the order: for every affiliate, so that a shared order keeps what
	 * the tier of another one made of it.
	 */
	readonly until?: Instant | 'window end' | undefined;
	/** The order itself, when it is recorded and must not count twice. */
	readonly exceptConversionId?: string;
}

/** What the plan's tiers ask for: the affiliates' results in their windows. */
export async function loadMetrics(
	store: AffiliateStore,
	{ order, attribution, affiliates, plan, programme, ...scope }: MetricsRequest,
): Promise<ReachedMetrics[]> {
	const loaded: ReachedMetrics[] = [];
	for (const needed of metricsNeeded(plan, order, attribution, affiliates)) {
		const to = lastMomentOf(plan, order, needed.from, scope.until) ?? needed.to;
		const { customers: _customers, ...metrics } = await store.history.affiliateMetrics(
			needed.affiliateId,
			programme.programmeId,
			programme.currency,
			needed.from,
			to,
			scope.exceptConversionId,
		);
		loaded.push({ ...needed, to, ...metrics });
	}
	return loaded;
}

/** After every order: where a window has no end. */
const FOREVER = '9999-12-31T23:59:59.999Z';

/** Until when a retroactive tier of a window counts; null for the tiers of any other window. */
function lastMomentOf(
	plan: Plan,
	{ createdAt }: Order,
	from: Instant | null,
	until: MetricsRequest['until'],
): Instant | null {
	if (until === undefined) return null;
	for (const rate of ratesOf(plan)) {
		if (rate.type !== 'tiered' || rate.mode !== 'threshold' || !rate.isRetroactive) continue;
		const { window, timeZone } = rate;
		const start =
			window === 'rolling'
				? addDays(createdAt, -(rate.rollingDays ?? 0))
				: windowStart(createdAt, window, timeZone);
		if (start !== from) continue;
		if (until !== 'window end') return until;
		// A rolling window ends with every order anew, so there is none to look at.
		if (window !== 'rolling') return windowEnd(createdAt, window, timeZone) ?? FOREVER;
	}
	return null;
}

function ratesOf({ rate, affiliateRates, rules }: Plan): PlanRate[] {
	const others = [...affiliateRates, ...rules].map((entry) => entry.rate);
	return rate === null ? others : [rate, ...others];
}
