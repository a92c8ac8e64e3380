import type { CouponPolicyDefinition } from './policy-definition';

/** The owner of the coupon is credited whatever the clicks are. */
export const always: CouponPolicyDefinition = {
	id: 'always',
	title: 'Always',
	description: 'The owner of the coupon gets the credit, whatever was clicked',
	takesAll: true,
	rule: () => ({
		isValid: true,
		because: 'its owner is credited whatever was clicked',
	}),
};
