import { addDays, money, type Instant } from '../../kernel';
import type { ReachedMetrics } from '../../model/commission';
import type { Plan, PlanRate } from '../../model/plan';
import type { TieredRate } from '../../model/plan/rate';
import type { NeededMetrics } from '../metrics-needed';
import { AffiliateProgress } from './affiliate-progress';
import { NO_FIGURES, type Figures } from './figures';

/** Where an order of an affiliate stands in the book. */
export interface ProgressSlot {
	readonly affiliateId: string;
	readonly place: number;
}

/** What every affiliate reached in the replay so far; kept only where the plan has tiers. */
export class ProgressBook {
	private readonly byAffiliate = new Map<string, AffiliateProgress>();
	private readonly isKept: boolean;
	private readonly retentionDays: number | null;

	constructor(
		plan: Plan,
		private readonly currency: string,
	) {
		const rates = tieredRates(plan);
		this.isKept = rates.length > 0;
		const days = longestWindow(rates);
		// An earlier order that is rated anew looks back from where it stands.
		const isLookedBackTwice = rates.some(({ isRetroactive }) => isRetroactive);
		this.retentionDays = days !== null && isLookedBackTwice ? days * 2 : days;
	}

	/** Adds an order; null where nobody will ask. */
	append(affiliateId: string, at: Instant): ProgressSlot | null {
		if (!this.isKept) return null;
		const known = this.byAffiliate.get(affiliateId);
		const progress = known ?? new AffiliateProgress();
		if (known === undefined) this.byAffiliate.set(affiliateId, progress);
		if (this.retentionDays !== null) progress.forgetBefore(addDays(at, -this.retentionDays));
		return { affiliateId, place: progress.append(at) };
	}

	set({ affiliateId, place }: ProgressSlot, figures: Figures): void {
		this.byAffiliate.get(affiliateId)?.set(place, figures);
	}

	reached(needed: NeededMetrics): ReachedMetrics {
		const { affiliateId, from, to } = needed;
		const figures = this.byAffiliate.get(affiliateId)?.between(from, to) ?? NO_FIGURES;
		const amount = (minor: bigint) => money(minor, this.currency);
		return {
			...needed,
			revenue: amount(figures.revenue),
			sales: Number(figures.sales),
			commission: amount(figures.commission),
			grossRevenue: amount(figures.grossRevenue),
			grossSales: Number(figures.grossSales),
			grossCommission: amount(figures.grossCommission),
		};
	}
}

/** Every tiered rate of a plan, those of rules and affiliates included. */
export function tieredRates({ rate, rules, affiliateRates }: Plan): TieredRate[] {
	const rates: Array<PlanRate | null> = [
		rate,
		...rules.map((rule) => rule.rate),
		...affiliateRates.map((entry) => entry.rate),
	];
	return rates.filter((entry) => entry?.type === 'tiered');
}

const WINDOW_DAYS: Readonly<Record<Exclude<TieredRate['window'], 'rolling' | 'lifetime'>, number>> =
	{ day: 1, week: 7, month: 31, quarter: 92, year: 366 };

/** Days that the longest window looks back, with two to spare for clocks; null: for ever. */
export function longestWindow(rates: readonly TieredRate[]): number | null {
	let longest = 0;
	for (const { window, rollingDays } of rates) {
		if (window === 'lifetime') return null;
		const days = window === 'rolling' ? (rollingDays ?? 30) : WINDOW_DAYS[window];
		longest = Math.max(longest, days);
	}
	return longest + 2;
}
