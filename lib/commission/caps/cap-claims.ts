import { windowEnd, windowStart, type Instant } from '../../kernel';
import type { CapClaim, PricedAffiliate } from '../../model/commission';
import type { Attribution } from '../../model/credit';
import type { Order } from '../../model/order';
import type { Plan } from '../../model/plan';
import type { PlanCap } from '../../model/plan/cap';

/** By what the usage of a cap is found again. */
export function capClaimKey({ capId, scope, affiliateId, from }: CapClaim): string {
	return [capId, scope, affiliateId ?? '', from ?? 'ever'].join(':');
}

/**
 * Every cap whose usage the price of an order may depend on (C20): the commission's own claims are
 * among them. Caps per order are not; they need nothing that is booked.
 */
export function neededCaps(
	plan: Plan,
	order: Pick<Order, 'createdAt'>,
	attribution: Pick<Attribution, 'credits'>,
	affiliates: readonly PricedAffiliate[],
): CapClaim[] {
	const above = plan.levels === null ? [] : affiliates;
	return capClaims(plan, order.createdAt, [...attribution.credits, ...above]);
}

/** The claims of those who earn on an order; windows are counted by the time of the order. */
export function capClaims(
	plan: Plan,
	orderedAt: Instant,
	beneficiaries: ReadonlyArray<{ readonly affiliateId: string }>,
): CapClaim[] {
	const affiliateIds = [...new Set(beneficiaries.map(({ affiliateId }) => affiliateId))];
	return plan.caps.flatMap((cap): CapClaim[] => {
		if (cap.scope === 'order') return [];
		const claim = {
			capId: cap.capId,
			scope: cap.scope,
			...windowOf(cap, orderedAt),
			limit: cap.limit,
		};
		return cap.scope === 'affiliate'
			? affiliateIds.map((affiliateId) => ({ ...claim, affiliateId }))
			: [{ ...claim, affiliateId: null }];
	});
}

function windowOf({ window, timeZone }: PlanCap, orderedAt: Instant) {
	return {
		from: windowStart(orderedAt, window, timeZone),
		to: windowEnd(orderedAt, window, timeZone),
	};
}
