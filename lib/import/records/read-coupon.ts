import { couponSchema } from '../../model/coupon';
import { problem } from '../values/problem';
import { readAssignedStatus } from '../values/read-status';
import { readAffiliateReference } from './affiliate-reference';
import type { FieldReader } from './field-reader';
import type { CouponRecord } from './import-record';

export function readCoupon(reader: FieldReader): CouponRecord | null {
	const code = reader.require('code', readCouponCode);
	const affiliate = readAffiliateReference(reader);
	const status = reader.read('status', readAssignedStatus);
	reader.read('triggerType', requireCouponTrigger);
	return code === null ? null : { kind: 'coupon', code, affiliate, status };
}

function readCouponCode(text: string): string {
	const result = couponSchema.shape.code.safeParse(text);
	if (result.success) return result.data;
	throw problem('invalid_code', 'is too long for a coupon', 'Coupons have up to 200 characters.');
}

/** Refersion lists products and customers' addresses beside coupons, which are none. */
function requireCouponTrigger(text: string): void {
	if (/coupon|discount/i.test(text)) return;
	throw problem(
		'no_coupon',
		'says that this is no coupon',
		'Leave the row out of the file; only coupons can be imported from it.',
	);
}
