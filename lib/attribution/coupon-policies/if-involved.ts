import type { CouponPolicyDefinition } from './policy-definition';

/** The owner is credited only with a click of theirs in the window, though not the winning one. */
export const ifInvolved: CouponPolicyDefinition = {
	id: 'if_involved',
	title: 'If Involved',
	description: 'The owner of the coupon gets the credit only with a click of theirs in the window',
	takesAll: true,
	rule({ coupon, clicks }) {
		const isValid = clicks.some(({ affiliateId }) => affiliateId === coupon.affiliateId);
		return {
			isValid,
			because: isValid
				? 'its owner is credited because a click of theirs is in the window'
				: 'invalid use, because no click of its owner is in the window',
		};
	},
};
