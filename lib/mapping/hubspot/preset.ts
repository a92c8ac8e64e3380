import { contactLines, creditLines, filledIn, ours, type CrmMapping } from '../crm';

/** The mapping that works without any setting. */
export const AFFILIATE_LOOP_MAPPING: CrmMapping = {
	contact: [
		filledIn('customer.firstName', 'firstname'),
		filledIn('customer.lastName', 'lastname'),
		filledIn('customer.phone', 'phone'),
		...contactLines(),
	],
	purchase: [
		filledIn('order.name', 'dealname'),
		ours('order.value', 'amount'),
		ours('order.currency', 'deal_currency_code'),
		ours('order.closedAt', 'closedate'),
		ours('order.status', 'affiliate_order_status'),
		...creditLines(),
	],
};
