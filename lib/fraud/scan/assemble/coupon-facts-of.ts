import type { ScanCouponUse } from '../../../ports/fraud-store';
import type { CouponFacts } from '../../facts/coupon-facts';
import type { ScanContext } from './scan-context';

const MOST_USES = 10_000;

export interface CouponRows {
	readonly couponCode: string;
	/** The coupon's owner. */
	readonly affiliateId: string;
	/** Uses of the last 45 days, in any order. */
	readonly uses: readonly ScanCouponUse[];
}

/** Everything the rules look at for one coupon. Of more than 10,000 uses the latest are taken. */
export function couponFactsOf(
	context: ScanContext,
	{ couponCode, affiliateId, uses }: CouponRows,
): CouponFacts {
	return {
		couponCode,
		affiliateId,
		affiliateCode: context.codes.get(affiliateId) ?? affiliateId,
		programmeId: context.programmeId,
		now: context.now,
		lastDate: context.lastDate,
		uses: [...uses]
			.sort((a, b) => (a.orderedAt < b.orderedAt ? -1 : 1))
			.slice(-MOST_USES)
			.map((use) => ({
				orderedAt: use.orderedAt,
				customerKey: use.customerKey,
				country: use.country,
				referrerHost: use.referrerHost,
				isFromCouponSite: use.isFromCouponSite,
				hasOwnerClick: use.hasOwnerClick,
			})),
		...context.coupons,
	};
}
