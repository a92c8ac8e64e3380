import type { Instant } from '../kernel';
import type { PricedAffiliate } from '../model/commission';
import type { Attribution } from '../model/credit';
import type { Order } from '../model/order';
import type { Plan, PlanRate } from '../model/plan';
import { metricsKey, tierWindow } from './rates/tier-window';
import { compilePlan } from './rules/compile-plan';
import { isForEvent, orderKeys } from './rules/match-order';
import { ownRate } from './rules/own-rate';

/** What an affiliate reached in a window, as the price of an order asks for it. */
export interface NeededMetrics {
	readonly key: string;
	readonly affiliateId: string;
	/** Inclusive; null: from the beginning. */
	readonly from: Instant | null;
	/** Exclusive. */
	readonly to: Instant;
}

/**
 * Which results of affiliates must be known before an order is priced (C9): one per credited
 * affiliate and window of the tiers that could apply to affiliate and event. What the order holds
 * does not matter, so that the same facts price it again after an edit.
 */
export function metricsNeeded(
	plan: Plan,
	order: Order,
	attribution: Attribution,
	affiliates: readonly PricedAffiliate[],
): NeededMetrics[] {
	const compiled = compilePlan(plan);
	const needed = new Map<string, NeededMetrics>();
	for (const { affiliateId } of attribution.credits) {
		const keys = orderKeys(order, affiliateId, { affiliates });
		const standing =
			order.action === null
				? [ownRate(compiled, affiliateId, order.createdAt), compiled.planRate]
				: [];
		const rules = compiled.tiered.filter((rule) => isForEvent(rule, keys, order.createdAt));
		for (const candidate of [...standing, ...rules]) {
			const window = candidate === null ? null : windowOf(candidate.rate, order.createdAt);
			if (window === null) continue;
			const key = metricsKey(affiliateId, window.from);
			needed.set(key, { key, affiliateId, ...window });
		}
	}
	return [...needed.values()];
}

function windowOf(rate: PlanRate, orderedAt: Instant) {
	return rate.type === 'tiered' ? tierWindow(rate, orderedAt) : null;
}
