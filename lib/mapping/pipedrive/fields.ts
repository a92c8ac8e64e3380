import type { FieldDefinition } from '../../model/crm-field';
import {
	CONTACT_FIELDS,
	CREDIT_FIELDS,
	FIRST_TOUCH_FIELDS,
	ORDER_STATE_FIELDS,
	PARTNER_FIELDS,
} from '../crm';

/**
 * Custom fields that a Pipedrive account needs for the preset; none of Pipedrive's own is among
 * them. Pipedrive names a custom field by a key of its own, so `name` is only what mappings say; the
 * label finds the field. Labels are our own words, because Pipedrive lets two fields have the same.
 */
export const PIPEDRIVE_FIELDS: readonly FieldDefinition[] = [
	{
		object: 'contact',
		name: 'affiliate_email_key',
		label: 'Affiliate email key',
		description: 'E-mail address in lower case; finds the person of a customer',
		type: 'text',
		isKey: true,
	},
	...CONTACT_FIELDS.map(withOwnLabel),
	{
		object: 'purchase',
		name: 'affiliate_order_key',
		label: 'Affiliate order key',
		description: 'Store and order id; finds the deal of an order',
		type: 'text',
		isKey: true,
	},
	...[...CREDIT_FIELDS, ...ORDER_STATE_FIELDS].map(withOwnLabel),
];

/** Of persons who are affiliates themselves. */
export const PIPEDRIVE_PARTNER_FIELDS: readonly FieldDefinition[] =
	PARTNER_FIELDS.map(withOwnLabel);

/** Filled once and never changed, whatever a mapping says. */
export const PIPEDRIVE_FIRST_TOUCH_FIELDS = FIRST_TOUCH_FIELDS;

/** "Order count" may be there already; "Affiliate order count" is ours. */
function withOwnLabel(field: FieldDefinition): FieldDefinition {
	const { label } = field;
	if (/^Affiliate |-touch /.test(label)) return field;
	return { ...field, label: `Affiliate ${label.slice(0, 1).toLowerCase()}${label.slice(1)}` };
}
