import { contactLines, creditLines, filledIn, ours, type CrmMapping } from '../crm';
import { apiName } from './api-name';

/** The mapping that works without any setting. */
export const SALESFORCE_PRESET: CrmMapping = {
	contact: [
		filledIn('customer.firstName', 'FirstName'),
		filledIn('customer.lastName', 'LastName'),
		filledIn('customer.phone', 'Phone'),
		...contactLines(apiName),
	],
	purchase: [
		filledIn('order.name', 'Name'),
		ours('order.value', 'Amount'),
		// Left out where the org keeps one currency only; the field of ours below always tells it.
		ours('order.currency', 'CurrencyIsoCode'),
		ours('order.currency', 'Affiliate_Order_Currency__c'),
		ours('order.closedAt', 'CloseDate'),
		ours('order.status', 'Affiliate_Order_Status__c'),
		...creditLines(apiName),
	],
};
