import type { IDataObject } from 'n8n-workflow';
import type { Instant } from '../../lib/kernel';
import type { Affiliate } from '../../lib/model/affiliate';
import type { Click } from '../../lib/model/click';
import { toJson } from '../../lib/model/json';
import type { Link } from '../../lib/model/link';
import type { OrderClaim } from '../../lib/model/order-claim';
import type { Programme } from '../../lib/model/programme';
import type { ToldClick } from '../../lib/tracking/postback';

/** The item of a click, without anything that identifies the visitor. */
export function clickItem(
	click: Click,
	{ externalId }: ToldClick,
	about: {
		readonly programme: Programme;
		readonly affiliate: Affiliate;
		readonly link: Link | null;
		readonly now: Instant;
		readonly isTest: boolean;
	},
): IDataObject {
	const { programme, affiliate, link, now, isTest } = about;
	const { clickId, occurredAt, medium, category, consent, subIds, utm } = click;
	return {
		postback: {
			type: 'click',
			programmeCode: programme.code,
			affiliateCode: affiliate.code,
			linkCode: link?.code ?? null,
			clickId,
			externalId: consent === 'denied' ? null : externalId,
			occurredAt,
			receivedAt: now,
			medium,
			category,
			consent,
			subIds,
			utm,
		},
		...(isTest ? { isTest } : {}),
	};
}

export function claimItem(
	claim: OrderClaim,
	about: {
		readonly programme: Programme;
		readonly affiliate: Affiliate | null;
		readonly isTest: boolean;
	},
): IDataObject {
	const { programme, affiliate, isTest } = about;
	const { claimId, orderId, storeKey, source, amount, status, receivedAt } = claim;
	return {
		postback: {
			type: 'conversion',
			programmeCode: programme.code,
			affiliateCode: affiliate?.code ?? null,
			claimId,
			orderId,
			storeKey,
			source,
			amount: amount === null ? null : toJson(amount),
			status,
			receivedAt,
		},
		...(isTest ? { isTest } : {}),
	};
}
