import { contactLines, creditLines, filledIn, ours, type CrmMapping } from '../crm';

/**
 * The mapping that works without any setting. Custom fields go by the names of their definitions;
 * Pipedrive's own keys differ from account to account.
 */
export const PIPEDRIVE_PRESET: CrmMapping = {
	contact: [
		filledIn('customer.firstName', 'first_name'),
		filledIn('customer.lastName', 'last_name'),
		filledIn('customer.phone', 'phones'),
		...contactLines(),
	],
	purchase: [
		filledIn('order.name', 'title'),
		ours('order.value', 'value'),
		ours('order.currency', 'currency'),
		ours('order.closedAt', 'expected_close_date'),
		ours('order.status', 'affiliate_order_status'),
		...creditLines(),
	],
};
