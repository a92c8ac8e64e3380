import { contactLines, creditLines, filledIn, ours, type CrmMapping } from '../crm';

/**
 * The mapping that works without any setting: properties of the profile, and properties of the event
 * of each stage. An event never changes, so policies of the purchase have no effect.
 */
export const KLAVIYO_PRESET: CrmMapping = {
	contact: [
		filledIn('customer.firstName', 'first_name'),
		filledIn('customer.lastName', 'last_name'),
		filledIn('customer.phone', 'phone_number'),
		...contactLines(),
	],
	purchase: [
		ours('order.name', 'order_name'),
		ours('order.value', 'order_value'),
		ours('order.currency', 'order_currency'),
		ours('order.closedAt', 'order_date'),
		ours('order.status', 'order_status'),
		...creditLines(),
	],
};
