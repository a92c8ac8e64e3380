import type { CrmMapping, FieldMapping, SourcePath } from '../crm';

/** The mapping that works without any setting. */
export const SALESFORCE_PRESET: CrmMapping = {
	contact: [
		// What a sales team may have corrected by hand is only filled in.
		{ source: 'customer.firstName', target: 'FirstName', policy: 'fill_empty' },
		{ source: 'customer.lastName', target: 'LastName', policy: 'fill_empty' },
		{ source: 'customer.phone', target: 'Phone', policy: 'fill_empty' },
		ours('affiliate.code', 'Affiliate_Source__c'),
		ours('affiliate.programme', 'Affiliate_Programme__c'),
		ours('affiliate.clickAt', 'Affiliate_Click_Date__c'),
		ours('affiliate.coupon', 'Affiliate_Coupon__c'),
		ours('history.firstOrderAt', 'Affiliate_First_Order_Date__c'),
		ours('history.lastOrderAt', 'Affiliate_Last_Order_Date__c'),
		ours('lastOrder.number', 'Affiliate_Last_Order_Number__c'),
		ours('lastOrder.value', 'Affiliate_Last_Order_Value__c'),
		ours('lastOrder.currency', 'Affiliate_Last_Order_Currency__c'),
		ours('history.orderCount', 'Affiliate_Order_Count__c'),
		ours('history.lifetimeValue', 'Affiliate_Lifetime_Value__c'),
		ours('history.lifetimeCurrency', 'Affiliate_Lifetime_Currency__c'),
		firstTouch('firstTouch.affiliate', 'Affiliate_First_Touch_Source__c'),
		firstTouch('firstTouch.at', 'Affiliate_First_Touch_Date__c'),
		ours('lastTouch.affiliate', 'Affiliate_Last_Touch_Source__c'),
		ours('lastTouch.at', 'Affiliate_Last_Touch_Date__c'),
	],
	purchase: [
		{ source: 'order.name', target: 'Name', policy: 'fill_empty' },
		ours('order.value', 'Amount'),
		// Left out where the org keeps one currency only; the field of ours below always tells it.
		ours('order.currency', 'CurrencyIsoCode'),
		ours('order.currency', 'Affiliate_Order_Currency__c'),
		ours('order.closedAt', 'CloseDate'),
		ours('order.status', 'Affiliate_Order_Status__c'),
		ours('affiliate.code', 'Affiliate_Source__c'),
		ours('affiliate.programme', 'Affiliate_Programme__c'),
		ours('affiliate.coupon', 'Affiliate_Coupon__c'),
		ours('commission.amount', 'Affiliate_Commission_Amount__c'),
		ours('commission.currency', 'Affiliate_Commission_Currency__c'),
		ours('commission.status', 'Affiliate_Commission_Status__c'),
	],
};

function ours(source: SourcePath, target: string): FieldMapping {
	return { source, target, policy: 'source_wins' };
}

function firstTouch(source: SourcePath, target: string): FieldMapping {
	return { source, target, policy: 'fill_empty', group: 'first_touch' };
}
