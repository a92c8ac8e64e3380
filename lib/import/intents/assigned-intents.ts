import { AffiliateError, contentHash, deterministicId } from '../../kernel';
import type { Affiliate } from '../../model/affiliate';
import type { Coupon } from '../../model/coupon';
import type { Link } from '../../model/link';
import type { CouponRecord, LinkRecord } from '../records/import-record';
import type { ImportContext, ImportIntent } from './import-intent';

const LONGEST_CODE = 100;

/** Code of a link; one is made from affiliate and destination where the row has none. */
export function linkCodeOf({ code, destination }: LinkRecord, affiliate: Affiliate): string {
	if (code !== null) return code;
	const suffix = `-${contentHash(destination).slice(0, 8)}`;
	return `${affiliate.code.slice(0, LONGEST_CODE - suffix.length)}${suffix}`;
}

/**
 * A new link, or the known one with another destination or status. Throws `code_taken` when the
 * code belongs to another affiliate or programme: an import never hands one person's link to
 * another.
 */
export function linkIntent(
	record: LinkRecord,
	affiliate: Affiliate,
	known: Link | null,
	{ programme, at }: ImportContext,
): ImportIntent & { readonly kind: 'link' } {
	const code = linkCodeOf(record, affiliate);
	requireSameOwner('link', known, affiliate, programme.programmeId);
	const link: Link = {
		linkId: known?.linkId ?? deterministicId('lnk', code.toLowerCase()),
		code: known?.code ?? code,
		programmeId: programme.programmeId,
		affiliateId: affiliate.affiliateId,
		destination: record.destination,
		status: record.status ?? known?.status ?? 'active',
		medium: known?.medium ?? 'web',
		utm: known?.utm ?? {},
		createdAt: known?.createdAt ?? at,
		updatedAt: at,
	};
	return { kind: 'link', link };
}

/** The same for a coupon. */
export function couponIntent(
	record: CouponRecord,
	affiliate: Affiliate,
	known: Coupon | null,
	{ programme, at }: ImportContext,
): ImportIntent & { readonly kind: 'coupon' } {
	requireSameOwner('coupon', known, affiliate, programme.programmeId);
	const coupon: Coupon = {
		couponId: known?.couponId ?? deterministicId('cpn', record.code.toLowerCase()),
		code: known?.code ?? record.code,
		programmeId: programme.programmeId,
		affiliateId: affiliate.affiliateId,
		status: record.status ?? known?.status ?? 'active',
		createdAt: known?.createdAt ?? at,
		updatedAt: at,
	};
	return { kind: 'coupon', coupon };
}

function requireSameOwner(
	noun: 'link' | 'coupon',
	known: Link | Coupon | null,
	{ affiliateId }: Affiliate,
	programmeId: string,
): void {
	if (known === null) return;
	if (known.affiliateId === affiliateId && known.programmeId === programmeId) return;
	throw new AffiliateError(`The code already belongs to a ${noun} of somebody else`, {
		code: 'code_taken',
		hint: `Leave the row out, or change the owner of the ${noun} yourself first.`,
	});
}
