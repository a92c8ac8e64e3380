import { addDays, windowStart, type Instant } from '../../kernel';
import type { TieredRate } from '../../model/plan/rate';

/** Where a plan says "rolling" without a number of days. */
const DEFAULT_ROLLING_DAYS = 30;

/** The earlier orders that count for a tier (C9). */
export interface TierWindow {
	/** Inclusive; null: from the beginning. */
	readonly from: Instant | null;
	/** Exclusive: the time of the order. */
	readonly to: Instant;
}

export function tierWindow(rate: TieredRate, orderedAt: Instant): TierWindow {
	const from =
		rate.window === 'rolling'
			? addDays(orderedAt, -rollingDays(rate))
			: windowStart(orderedAt, rate.window, rate.timeZone);
	return { from, to: orderedAt };
}

/** "in this month (UTC)" */
export function describeWindow(rate: TieredRate): string {
	if (rate.window === 'lifetime') return 'so far';
	if (rate.window === 'rolling') return `in the last ${rollingDays(rate)} days`;
	return `in this ${rate.window} (${rate.timeZone})`;
}

/** By what metrics of an affiliate are found again: the same for windows that begin together. */
export function metricsKey(affiliateId: string, from: Instant | null): string {
	return `${affiliateId}:${from ?? 'ever'}`;
}

function rollingDays({ rollingDays: days }: TieredRate): number {
	return days ?? DEFAULT_ROLLING_DAYS;
}
