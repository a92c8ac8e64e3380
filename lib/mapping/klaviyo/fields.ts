import type { FieldDefinition } from '../../model/crm-field';
import { CONTACT_FIELDS, CREDIT_FIELDS, FIRST_TOUCH_FIELDS } from '../crm';

/** An event never changes, so it tells the commission of its moment. */
const CREDITS: readonly FieldDefinition[] = CREDIT_FIELDS.map((field) =>
	field.name === 'affiliate_commission_amount'
		? { ...field, description: 'Commission on the order when the event was recorded' }
		: field,
);

/**
 * Properties of profiles (contact) and events (purchase) for the preset. Klaviyo needs none of them to
 * be created; the types say which values are numbers.
 */
export const KLAVIYO_FIELDS: readonly FieldDefinition[] = [
	...CONTACT_FIELDS,
	{
		...ofOrder('order_key', 'Order key', 'text'),
		description: 'Store and order id; the same for all events of an order',
		isKey: true,
	},
	{ ...ofOrder('order_name', 'Order', 'text'), description: 'Number and store of the order' },
	{
		...ofOrder('order_value', 'Order value', 'number'),
		description: 'What the customer paid in all',
	},
	{ ...ofOrder('order_currency', 'Order currency', 'text'), description: 'Currency of the order' },
	{
		...ofOrder('order_date', 'Order date', 'moment'),
		description: 'When it was paid, else when it was ordered',
	},
	{
		...ofOrder('order_status', 'Order status', 'text'),
		description: 'Status of the order in the store',
	},
	...CREDITS,
];

/** Filled once and never changed, whatever a mapping says. */
export const KLAVIYO_FIRST_TOUCH_FIELDS = FIRST_TOUCH_FIELDS;

function ofOrder(
	name: string,
	label: string,
	type: FieldDefinition['type'],
): Omit<FieldDefinition, 'description'> {
	return { object: 'purchase', name, label, type, isKey: false };
}
