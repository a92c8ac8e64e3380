import type { TargetVocabulary } from './concepts';

/** Fields of ours, as HubSpot and Klaviyo name them; other systems derive theirs. */
const OWN = {
	affiliate: 'affiliate_source',
	programme: 'affiliate_programme',
	coupon: 'affiliate_coupon',
} as const;

const OWN_COMMISSION = {
	commission: 'affiliate_commission_amount',
	commissionCurrency: 'affiliate_commission_currency',
	commissionStatus: 'affiliate_commission_status',
} as const;

/** Fields as the presets of CRM Sync have them. */
export const TARGET_VOCABULARIES: readonly TargetVocabulary[] = [
	{
		value: 'hubspot',
		name: 'HubSpot',
		fields: {
			contact: {
				email: 'email',
				firstName: 'firstname',
				lastName: 'lastname',
				phone: 'phone',
				leadSource: 'lead_source',
				...OWN,
			},
			purchase: {
				orderName: 'dealname',
				orderTotal: 'amount',
				orderCurrency: 'deal_currency_code',
				orderDate: 'closedate',
				orderStatus: 'affiliate_order_status',
				...OWN,
				...OWN_COMMISSION,
			},
		},
	},
	{
		value: 'klaviyo',
		name: 'Klaviyo',
		fields: {
			contact: {
				email: 'email',
				firstName: 'first_name',
				lastName: 'last_name',
				phone: 'phone_number',
				leadSource: 'lead_source',
				...OWN,
			},
			purchase: { orderName: 'order_name', orderStatus: 'affiliate_order_status', ...OWN },
		},
	},
	{
		value: 'pipedrive',
		name: 'Pipedrive',
		fields: {
			contact: { phone: 'phones', leadSource: 'lead_source', ...OWN },
			purchase: {
				orderName: 'title',
				orderStatus: 'affiliate_order_status',
				...OWN,
				...OWN_COMMISSION,
			},
		},
	},
	{
		value: 'salesforce',
		name: 'Salesforce',
		fields: {
			contact: {
				email: 'Email',
				firstName: 'FirstName',
				lastName: 'LastName',
				phone: 'Phone',
				leadSource: 'LeadSource',
				affiliate: 'Affiliate_Source__c',
				programme: 'Affiliate_Programme__c',
				coupon: 'Affiliate_Coupon__c',
			},
			purchase: {
				orderName: 'Name',
				orderTotal: 'Amount',
				orderDate: 'CloseDate',
				leadSource: 'LeadSource',
				affiliate: 'Affiliate_Source__c',
				programme: 'Affiliate_Programme__c',
				coupon: 'Affiliate_Coupon__c',
				orderStatus: 'Affiliate_Order_Status__c',
				commission: 'Affiliate_Commission_Amount__c',
				commissionCurrency: 'Affiliate_Commission_Currency__c',
				commissionStatus: 'Affiliate_Commission_Status__c',
			},
		},
	},
	...['magento', 'shopify', 'wooCommerce'].map((value) => ({
		value,
		name: { magento: 'Magento', shopify: 'Shopify', wooCommerce: 'WooCommerce' }[value] ?? value,
		fields: {
			contact: { leadSource: 'lead_source', affiliate: 'affiliate', programme: 'programme' },
			purchase: {
				affiliate: 'affiliate',
				programme: 'programme',
				coupon: 'coupon',
				commission: 'commission',
				commissionStatus: 'commission_status',
			},
		},
	})),
];
