import type { CouponPolicyDefinition } from './policy-definition';

/**
 * The coupon counts only when its owner wins by the model; otherwise it is an invalid use. Where the
 * model shares the credit, the shares stay as they are.
 */
export const ifWinner: CouponPolicyDefinition = {
	id: 'if_winner',
	title: 'If Winner',
	description: 'The coupon counts only when its owner wins by clicks',
	takesAll: false,
	rule({ coupon, winners }) {
		const isValid = winners.some(({ affiliateId }) => affiliateId === coupon.affiliateId);
		return {
			isValid,
			because: isValid
				? 'it counts because its owner also wins by clicks'
				: 'invalid use, because its owner does not win by clicks',
		};
	},
};
