import type { Touch } from '../model/touch';
import type { TraceStep } from '../model/trace';
import type { CouponPolicyDefinition } from './coupon-policies';

export interface CouponChoice {
	/** The coupon whose owner is credited; null for none. */
	readonly coupon: Touch | null;
	readonly steps: readonly TraceStep[];
}

/** The first valid coupon; later ones of other owners are recorded as invalid uses (C18). */
export function chooseCoupon(
	coupons: readonly Touch[],
	clicks: readonly Touch[],
	winners: readonly Touch[],
	policy: CouponPolicyDefinition,
): CouponChoice {
	const steps: TraceStep[] = [];
	let chosen: Touch | null = null;
	for (const coupon of coupons) {
		if (chosen !== null) {
			if (coupon.affiliateId === chosen.affiliateId) continue;
			const because = `invalid use, because coupon ${chosen.couponCode} was valid before it`;
			steps.push(couponStep(coupon, policy, because));
			continue;
		}
		const { isValid, because } = policy.rule({ coupon, clicks, winners });
		steps.push(couponStep(coupon, policy, because));
		if (isValid) chosen = coupon;
	}
	return { coupon: chosen, steps };
}

function couponStep(touch: Touch, policy: CouponPolicyDefinition, because: string): TraceStep {
	return {
		rule: 'coupon_policy',
		text: `Coupon ${touch.couponCode} of ${touch.affiliateCode}: ${because}.`,
		inputs: { policy: policy.id },
	};
}
