import type { Order } from '../model/order';
import type { Touch } from '../model/touch';
import { findParties, inactiveReason, UNRECORDED_TOUCH, type Assessment } from './assessment';
import type { AttributionFacts } from './facts';

/**
 * Finds the owner of a coupon that the order used. A coupon is a touch at the moment of the order;
 * whether it earns credit beside clicks is for the coupon policy to say. Told at the till of a shop, it
 * is an in-store touch.
 */
export function assessCoupon(code: string, order: Order, facts: AttributionFacts): Assessment {
	const wanted = code.toLowerCase();
	const coupon = facts.coupons.find((candidate) => candidate.code.toLowerCase() === wanted);
	if (coupon === undefined) {
		return judged('not_a_touch', null, `Coupon ${code} belongs to no affiliate.`);
	}
	if (coupon.status !== 'active') {
		return judged('not_a_touch', null, `Coupon ${code} is paused and earns no credit.`);
	}
	const parties = findParties(facts, coupon.affiliateId, coupon.programmeId);
	const touch: Touch = {
		kind: 'coupon',
		affiliateId: coupon.affiliateId,
		affiliateCode: parties.affiliate?.code ?? '',
		programmeId: coupon.programmeId,
		occurredAt: order.createdAt,
		...UNRECORDED_TOUCH,
		couponCode: coupon.code,
		medium: order.tracking.channel?.toLowerCase() === 'pos' ? 'in_store' : 'web',
		foundIn: 'coupon',
	};
	const inactive = inactiveReason(parties);
	if (inactive !== null) {
		const text = `Coupon ${code} was used; it earns no credit because ${inactive}.`;
		return judged('affiliate_inactive', touch, text);
	}
	return judged('eligible', touch, `Coupon ${code} of ${touch.affiliateCode} was used.`);
}

function judged(standing: Assessment['standing'], touch: Touch | null, text: string): Assessment {
	return { standing, source: 'coupon', touch, step: { rule: 'coupon', text } };
}
