import type { PlatformAffiliate } from '../../model/platform-records';
import { affiliateCodes } from './affiliate-codes';
import type { ExportedRows } from './platform-programme';

const HEADINGS = ['Coupon Code', 'Affiliate Code'] as const;

/** Coupons that credit an affiliate, as far as the platform tells them with it. Pure. */
export function couponRows(affiliates: readonly PlatformAffiliate[]): ExportedRows {
	const codes = affiliateCodes(affiliates);
	const rows = affiliates.flatMap(({ id, coupons }) => {
		const code = codes.get(id);
		if (code === undefined) return [];
		return coupons.map((coupon) => ({ 'Coupon Code': coupon, 'Affiliate Code': code }));
	});
	return { headings: HEADINGS, rows, leftOut: [] };
}
