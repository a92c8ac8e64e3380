import type { FieldDefinition } from '../../model/crm-field';
import {
	CONTACT_FIELDS,
	CREDIT_FIELDS,
	FIRST_TOUCH_FIELDS,
	ORDER_STATE_FIELDS,
	PARTNER_FIELDS,
} from '../crm';
import { apiName, capitalised } from './api-name';

/** An org with one currency has no field for it, so the currency of an order needs one of ours. */
const ORDER_CURRENCY: FieldDefinition = {
	object: 'purchase',
	name: 'affiliate_order_currency',
	label: 'Order currency',
	description: 'Currency of the order',
	type: 'text',
	isKey: false,
};

/** Custom fields that a Salesforce org needs for the preset; none of Salesforce's own is among them. */
export const SALESFORCE_FIELDS: readonly FieldDefinition[] = [
	{
		object: 'contact',
		name: 'Affiliate_Email_Key__c',
		label: 'Affiliate Email Key',
		description: 'E-mail address in lower case; finds the contact of a customer',
		type: 'text',
		isKey: true,
	},
	...CONTACT_FIELDS.map(inSalesforce),
	{
		object: 'purchase',
		name: 'Affiliate_Order_Key__c',
		label: 'Affiliate Order Key',
		description: 'Store and order id; finds the opportunity of an order',
		type: 'text',
		isKey: true,
	},
	...[...CREDIT_FIELDS, ORDER_CURRENCY, ...ORDER_STATE_FIELDS].map(inSalesforce),
];

/** Of contacts who are affiliates themselves. */
export const SALESFORCE_PARTNER_FIELDS: readonly FieldDefinition[] =
	PARTNER_FIELDS.map(inSalesforce);

/** Filled once and never changed, whatever a mapping says. */
export const SALESFORCE_FIRST_TOUCH_FIELDS: ReadonlySet<string> = new Set(
	[...FIRST_TOUCH_FIELDS].map(apiName),
);

function inSalesforce(field: FieldDefinition): FieldDefinition {
	return { ...field, name: apiName(field.name), label: capitalised(field.label) };
}
