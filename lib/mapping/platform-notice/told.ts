import { fieldOf, ignored, noticeOf, type NoticeFields, type NoticeReading } from './notice';

/** Names in an address under which a platform tells each id; the platform fills them in. */
export interface ToldNames {
	readonly conversion: readonly string[];
	readonly order: readonly string[];
	readonly affiliate: readonly string[];
	readonly payout: readonly string[];
}

/**
 * For platforms whose events consist of what their user puts into an address or a template. What names a
 * conversion or an order is about that; what names an affiliate alone is about the affiliate.
 */
export function toldNotice(fields: NoticeFields, names: ToldNames): NoticeReading {
	const name = fieldOf(fields, 'event');
	const affiliateId = fieldOf(fields, ...names.affiliate);
	const payoutId = fieldOf(fields, ...names.payout);
	if (payoutId !== null) {
		return noticeOf({ object: 'payout', name, id: payoutId, affiliateId });
	}
	const id = fieldOf(fields, ...names.conversion);
	const orderId = fieldOf(fields, ...names.order);
	if (id !== null || orderId !== null) {
		return noticeOf({ object: 'conversion', name, id, orderId });
	}
	if (affiliateId !== null) return noticeOf({ object: 'affiliate', name, id: affiliateId });
	return ignored('it names no conversion, order, affiliate or payout');
}
