import type { CrmObject, FieldDefinition } from '../../model/crm-field';

type Line = readonly [
	name: string,
	label: string,
	type: FieldDefinition['type'],
	description: string,
];

const CONTACT_LINES: readonly Line[] = [
	['affiliate_source', 'Affiliate source', 'text', 'Affiliate credited with the last order'],
	['affiliate_programme', 'Affiliate programme', 'text', 'Programme of that credit'],
	['affiliate_click_date', 'Affiliate click date', 'moment', 'When the credited click happened'],
	['affiliate_coupon', 'Affiliate coupon', 'text', 'Coupon code that gave the credit'],
	['affiliate_first_order_date', 'First order date', 'moment', 'When the customer first ordered'],
	['affiliate_last_order_date', 'Last order date', 'moment', 'When the customer last ordered'],
	['affiliate_last_order_number', 'Last order number', 'text', 'Number of the last order'],
	[
		'affiliate_last_order_value',
		'Last order value',
		'number',
		'What the customer paid for the last order',
	],
	['affiliate_last_order_currency', 'Last order currency', 'text', 'Currency of the last order'],
	['affiliate_order_count', 'Order count', 'number', 'Orders so far'],
	['affiliate_lifetime_value', 'Lifetime value', 'number', 'Net value of all orders less refunds'],
	[
		'affiliate_lifetime_currency',
		'Lifetime value currency',
		'text',
		'Currency of the lifetime value',
	],
	[
		'affiliate_first_touch_source',
		'First-touch affiliate',
		'text',
		'First affiliate who brought the customer; never overwritten',
	],
	[
		'affiliate_first_touch_date',
		'First-touch date',
		'moment',
		'When the first affiliate brought the customer; never overwritten',
	],
	[
		'affiliate_last_touch_source',
		'Last-touch affiliate',
		'text',
		'Last affiliate who brought the customer',
	],
	[
		'affiliate_last_touch_date',
		'Last-touch date',
		'moment',
		'When the last affiliate brought the customer',
	],
];

const CREDIT_LINES: readonly Line[] = [
	['affiliate_source', 'Affiliate source', 'text', 'Affiliate credited with the order'],
	['affiliate_programme', 'Affiliate programme', 'text', 'Programme of that credit'],
	['affiliate_coupon', 'Affiliate coupon', 'text', 'Coupon code that gave the credit'],
	[
		'affiliate_commission_amount',
		'Commission amount',
		'number',
		'Commission on the order, less what was taken back',
	],
	['affiliate_commission_currency', 'Commission currency', 'text', 'Currency of the commission'],
	['affiliate_commission_status', 'Commission status', 'text', 'Status of the commission'],
];

const STATE_LINES: readonly Line[] = [
	['affiliate_order_status', 'Order status', 'text', 'Status of the order in the store'],
	[
		'affiliate_refunded_amount',
		'Refunded amount',
		'number',
		'Money given back on the order, in its currency',
	],
	['affiliate_refunds', 'Refunds', 'text', 'Refunds booked on the order, each with its amount'],
];

const PARTNER_LINES: readonly Line[] = [
	['affiliate_partner_code', 'Affiliate partner code', 'text', 'Code of the affiliate'],
	[
		'affiliate_partner_status',
		'Affiliate partner status',
		'text',
		'Whether the affiliate is approved',
	],
	[
		'affiliate_partner_platform',
		'Affiliate partner platform',
		'text',
		'Where the affiliate is registered',
	],
	[
		'affiliate_partner_pending',
		'Affiliate partner commission pending',
		'number',
		'Commission that nobody has approved yet',
	],
	[
		'affiliate_partner_approved',
		'Affiliate partner commission approved',
		'number',
		'Commission that is approved and not paid',
	],
	[
		'affiliate_partner_paid',
		'Affiliate partner commission paid',
		'number',
		'Commission that was paid',
	],
	[
		'affiliate_partner_currency',
		'Affiliate partner currency',
		'text',
		'Currency of these commissions',
	],
];

/** What is told of contacts who are affiliates themselves. No preset fills them. */
export const PARTNER_FIELDS: readonly FieldDefinition[] = fieldsOf('contact', PARTNER_LINES);

/** What the presets tell of a customer. Names and labels are the plainest; vendors have rules of their own. */
export const CONTACT_FIELDS: readonly FieldDefinition[] = fieldsOf('contact', CONTACT_LINES);

/** Who is credited with an order, and with how much. */
export const CREDIT_FIELDS: readonly FieldDefinition[] = fieldsOf('purchase', CREDIT_LINES);

/** Where an order stands, for vendors whose records of an order change with it. */
export const ORDER_STATE_FIELDS: readonly FieldDefinition[] = fieldsOf('purchase', STATE_LINES);

/** Filled once and never changed, whatever a mapping says. */
export const FIRST_TOUCH_FIELDS: ReadonlySet<string> = new Set([
	'affiliate_first_touch_source',
	'affiliate_first_touch_date',
]);

function fieldsOf(object: CrmObject, lines: readonly Line[]): FieldDefinition[] {
	return lines.map(([name, label, type, description]) => ({
		object,
		name,
		label,
		description,
		type,
		isKey: false,
	}));
}
