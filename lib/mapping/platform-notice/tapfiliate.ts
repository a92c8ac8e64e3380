import {
	fieldOf,
	ignored,
	noticeOf,
	partOf,
	type NoticeFields,
	type NoticeReading,
} from './notice';

/**
 * Tapfiliate posts the record as its API gives it, without the name of the event: what it is shows in its
 * members, unless the address says it (`event=`).
 */
export function tapfiliateNotice(fields: NoticeFields): NoticeReading {
	const name = fieldOf(fields, 'event');
	const id = fieldOf(fields, 'id');
	if ('commissions' in fields || 'external_id' in fields) {
		return noticeOf({
			object: 'conversion',
			name,
			id,
			orderId: fieldOf(fields, 'external_id'),
		});
	}
	if ('conversion' in fields || 'commission_type' in fields || 'conversion_id' in fields) {
		const conversion = partOf(fields, 'conversion');
		return noticeOf({
			object: 'conversion',
			name,
			id: fieldOf(conversion, 'id') ?? fieldOf(fields, 'conversion_id'),
			orderId: fieldOf(conversion, 'external_id'),
		});
	}
	if ('firstname' in fields || 'referral_link' in fields) {
		return noticeOf({ object: 'affiliate', name, id });
	}
	const affiliateId = fieldOf(partOf(fields, 'affiliate'), 'id') ?? fieldOf(fields, 'affiliate_id');
	if ('amount' in fields && affiliateId !== null) {
		return noticeOf({ object: 'payout', name, id, affiliateId });
	}
	return ignored('it is no affiliate, conversion, commission or payment');
}
