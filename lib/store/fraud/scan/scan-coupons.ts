import type { ScanCouponUse } from '../../../ports/fraud-store';
import type { StoreContext } from '../../engine';
import { PURCHASE } from '../../history/real-orders';
import { creditedTouches, type CreditedTouch } from '../../journeys/credited-touches';
import type { ScanSpan } from './scan-span';
import { scannedConversions } from './scanned-conversions';

/** Uses of coupons that brought their owner a credit, in orders, by the order's affiliate and time. */
export function scanCoupons(context: StoreContext, span: ScanSpan): AsyncGenerator<ScanCouponUse> {
	return scannedConversions(context, span, async (_tx, rows) =>
		rows
			.filter(({ kind }) => kind === PURCHASE)
			.flatMap((row) =>
				creditedTouches(row.touches).flatMap((touch) =>
					touch.couponCode === null
						? []
						: {
								couponCode: touch.couponCode,
								affiliateId: touch.affiliateId,
								orderedAt: row.ordered_at,
								customerKey: row.customer_key,
								country: row.country,
								referrerHost: row.referrer_host,
								isFromCouponSite: row.is_from_coupon_site === 1,
								hasOwnerClick: hasOwnerClick(touch),
							},
				),
			),
	);
}

/**
 * A coupon whose owner was clicked is credited through that click, a bare code of a link or a visit from
 * the owner's own site among them.
 */
function hasOwnerClick({ kind, clickId }: CreditedTouch): boolean {
	return clickId !== null || kind === 'click' || kind === 'direct_link';
}
