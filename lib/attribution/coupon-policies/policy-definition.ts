import type { CouponPolicy } from '../../model/credit';
import type { Touch } from '../../model/touch';

/** What a coupon policy looks at. */
export interface CouponCase {
	readonly coupon: Touch;
	/** Click touches in the window. */
	readonly clicks: readonly Touch[];
	/** The touches the model chose among them. */
	readonly winners: readonly Touch[];
}

export interface CouponRuling {
	/** Whether the use is valid; an invalid use is recorded and earns nothing. */
	readonly isValid: boolean;
	/** Ends the sentence "Coupon ANNA10: …". */
	readonly because: string;
}

/** One answer to the question whether a coupon's owner is credited (C18). */
export interface CouponPolicyDefinition {
	readonly id: CouponPolicy;
	readonly title: string;
	/** Sentence case, for a tooltip. */
	readonly description: string;
	/** Whether a valid coupon takes all the credit; else it only backs the part its owner has. */
	readonly takesAll: boolean;
	rule(couponCase: CouponCase): CouponRuling;
}
