import type { FieldDefinition } from '../../model/crm-field';
import { CONTACT_FIELDS, CREDIT_FIELDS, FIRST_TOUCH_FIELDS, ORDER_STATE_FIELDS } from '../crm';

/** Where HubSpot shows our properties together, on contacts and on deals. */
export const AFFILIATE_PROPERTY_GROUP = { name: 'affiliate_loop', label: 'Affiliate' } as const;

/** Properties that a HubSpot account needs for the preset; none of HubSpot's own is among them. */
export const AFFILIATE_PROPERTIES: readonly FieldDefinition[] = [
	...CONTACT_FIELDS,
	{
		object: 'purchase',
		name: 'external_order_key',
		label: 'Order key',
		description: 'Store and order id; finds the deal of an order',
		type: 'text',
		isKey: true,
	},
	...CREDIT_FIELDS,
	...ORDER_STATE_FIELDS,
];

/** Filled once and never changed, whatever a mapping says. */
export const FIRST_TOUCH_PROPERTIES = FIRST_TOUCH_FIELDS;
