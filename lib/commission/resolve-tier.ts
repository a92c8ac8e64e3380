import { addMoney, compareMoney, formatMoney, parseAmount, type Money } from '../kernel';
import type { FlatRate, PlanRate } from '../model/plan';
import type { TraceStep } from '../model/trace';

/** What the affiliate reached in the tier's window before this order. */
export interface TierMetrics {
	/** In the currency of the programme. */
	readonly revenue: Money;
	readonly sales: number;
}

export interface ResolvedRate {
	readonly rate: FlatRate | null;
	readonly trace: readonly TraceStep[];
}

/**
 * Threshold tiers (C9): the highest tier reached gives the rate of the whole order; the order
 * itself counts towards the tier. Below the lowest tier nothing is paid, which is a null rate.
 * `orderBase` is in the programme's currency, like the tiers.
 */
export function resolveTier(rate: PlanRate, metrics: TierMetrics, orderBase: Money): ResolvedRate {
	if (rate.type !== 'tiered') return { rate, trace: [] };
	const revenue = addMoney(metrics.revenue, orderBase);
	const sales = metrics.sales + 1;
	const reached = rate.tiers
		.map((tier) => ({ tier, from: parseAmount(tier.from, orderBase.currency, 'half_up') }))
		.filter(({ tier, from }) =>
			rate.metric === 'revenue' ? compareMoney(from, revenue) <= 0 : Number(tier.from) <= sales,
		)
		.sort((a, b) => compareMoney(b.from, a.from))[0];
	const level =
		rate.metric === 'revenue' ? formatMoney(revenue) : `${sales} order${sales === 1 ? '' : 's'}`;
	const window = rate.window === 'lifetime' ? 'so far' : `in this ${rate.window} (UTC)`;
	if (reached === undefined) {
		return {
			rate: null,
			trace: [{ rule: 'tier', text: `${level} ${window} is below the lowest tier.` }],
		};
	}
	return {
		rate: reached.tier.rate,
		trace: [
			{
				rule: 'tier',
				text: `${level} ${window}, this order included, reaches the tier from ${reached.tier.from}.`,
			},
		],
	};
}
