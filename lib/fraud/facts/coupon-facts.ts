import type { Instant } from '../../kernel';

/** One order that used a coupon. */
export interface CouponUseFact {
	readonly orderedAt: Instant;
	readonly customerKey: string | null;
	readonly country: string | null;
	readonly referrerHost: string | null;
	readonly isFromCouponSite: boolean;
	/** Whether the coupon's owner was clicked before the order. */
	readonly hasOwnerClick: boolean;
}

/** Everything the nightly scan knows of one coupon (F21). */
export interface CouponFacts {
	readonly couponCode: string;
	readonly affiliateId: string;
	readonly affiliateCode: string;
	readonly programmeId: string;
	readonly now: Instant;
	readonly lastDate: string;
	/** Uses of the last 45 days, oldest first, at most 10,000. */
	readonly uses: readonly CouponUseFact[];
	/** Over how many places other coupons of the programme spread; null: too few uses to tell. */
	readonly usualCountries: number | null;
	readonly usualReferrers: number | null;
}
