import type { PlatformName } from '../../model/platform-records';
import type { NoticeFields, NoticeReading } from './notice';
import { partnerStackNotice } from './partnerstack';
import { tapfiliateNotice } from './tapfiliate';
import { toldNotice, type ToldNames } from './told';

export type { NoticeFields, NoticeReading, PlatformNotice } from './notice';

/** Of variables of application callbacks, named as the tracking scripts name them. */
const POST_AFFILIATE_PRO: ToldNames = {
	conversion: ['transid', 'transactionId'],
	order: ['orderid', 'OrderID'],
	affiliate: ['userid', 'affiliateId'],
	payout: ['payoutid'],
};

/** Tokens of event notifications, by the names that impact.com gives them. */
const IMPACT: ToldNames = {
	conversion: ['ActionId', 'actionId', 'action_id'],
	order: ['OrderId', 'Oid', 'order_id'],
	affiliate: ['MediaPartnerId', 'media_partner_id'],
	payout: ['InvoiceId'],
};

/** Macros of postbacks, under the names that the trigger registers them with. */
const AFFISE: ToldNames = {
	conversion: ['conversion_id'],
	order: ['action_id', 'order_id'],
	affiliate: ['affiliate_id'],
	payout: ['payment_id'],
};

/**
 * What an event of a platform is about; unsigned, so that it is no more than a hint where to look.
 * Refersion signs its events: they are read by its connector.
 */
export function readPlatformNotice(
	platform: Exclude<PlatformName, 'refersion'>,
	fields: NoticeFields,
): NoticeReading {
	switch (platform) {
		case 'tapfiliate':
			return tapfiliateNotice(fields);
		case 'partnerStack':
			return partnerStackNotice(fields);
		case 'postAffiliatePro':
			return toldNotice(fields, POST_AFFILIATE_PRO);
		case 'impact':
			return toldNotice(fields, IMPACT);
		case 'affise':
			return toldNotice(fields, AFFISE);
	}
}
