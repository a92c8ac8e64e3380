import type { AttributionModelDefinition } from './model-definition';

/**
 * All credit to the latest touch that is neither a coupon nor of a coupon partner; these win only
 * among themselves (C16). A coupon typed in at the checkout is for the coupon policy to judge, which
 * goes before any model: with 'Always' its owner takes the credit here, too.
 */
export const lastNonCoupon: AttributionModelDefinition = {
	id: 'last_non_coupon',
	title: 'Last Non-Coupon',
	description:
		'The latest click of an affiliate who is no coupon partner gets all the credit; coupon partners win only when nobody else was clicked',
	sentence: 'the latest click of an affiliate who is no coupon partner gets all the credit',
	share(touches, { partnerTypeOf }) {
		const others = touches.filter(
			({ kind, affiliateId }) => kind !== 'coupon' && partnerTypeOf(affiliateId) !== 'coupon',
		);
		const touch = others.at(-1) ?? touches.at(-1);
		return touch === undefined ? [] : [{ touch, weight: 1 }];
	},
};
