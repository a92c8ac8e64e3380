import { windowStart, type Instant } from '../kernel';
import type { Plan } from '../model/plan';
import { chooseRate } from './choose-rate';

/**
 * From when on an affiliate's earlier orders count for this plan's tiers. `undefined`: the rate
 * has no tiers, so nothing needs to be looked up; null: from the beginning.
 */
export function tierWindowStart(
	plan: Plan,
	affiliateId: string,
	orderedAt: Instant,
): Instant | null | undefined {
	const { rate } = chooseRate(plan, affiliateId, orderedAt);
	return rate.type === 'tiered' ? windowStart(orderedAt, rate.window) : undefined;
}
