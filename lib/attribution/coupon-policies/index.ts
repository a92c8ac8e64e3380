import type { CouponPolicy } from '../../model/credit';
import { always } from './always';
import { ifInvolved } from './if-involved';
import { ifWinner } from './if-winner';
import type { CouponPolicyDefinition } from './policy-definition';

/** Every coupon policy by its id. */
export const COUPON_POLICY_DEFINITIONS: Readonly<Record<CouponPolicy, CouponPolicyDefinition>> = {
	always,
	if_involved: ifInvolved,
	if_winner: ifWinner,
};

export type { CouponCase, CouponPolicyDefinition, CouponRuling } from './policy-definition';
