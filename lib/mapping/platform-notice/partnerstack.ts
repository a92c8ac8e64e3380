import { fieldOf, ignored, noticeOf, type NoticeFields, type NoticeReading } from './notice';

/** PartnerStack posts a flat record with the name of the event; old names have `_` where new ones have `.`. */
export function partnerStackNotice(fields: NoticeFields): NoticeReading {
	const name = fieldOf(fields, 'event');
	const kind = name?.split(/[._]/)[0] ?? '';
	const id = fieldOf(fields, 'key');
	switch (kind) {
		case 'transaction':
			return noticeOf({ object: 'conversion', name, id, orderId: id });
		case 'partnership':
			return noticeOf({ object: 'affiliate', name, id });
		case 'agreement':
			return noticeOf({ object: 'affiliate', name, id: fieldOf(fields, 'partnership_key') });
		case 'application':
			return noticeOf({
				object: 'affiliate',
				name,
				id: fieldOf(fields, 'partnership_key', 'email'),
			});
		default:
			return ignored(`events of the kind '${kind}' are about no affiliate, conversion or payout`);
	}
}
