/** Where HubSpot shows our properties together, on contacts and on deals. */
export const AFFILIATE_PROPERTY_GROUP = { name: 'affiliate_loop', label: 'Affiliate' } as const;

type Kind = 'text' | 'number' | 'moment';

const KINDS = {
	text: { type: 'string', fieldType: 'text' },
	number: { type: 'number', fieldType: 'number' },
	// HubSpot's moments are edited with the field type of dates.
	moment: { type: 'datetime', fieldType: 'date' },
} as const;

function define(
	objectType: 'contacts' | 'deals',
	name: string,
	label: string,
	kind: Kind,
	description: string,
) {
	return { objectType, name, label, description, ...KINDS[kind], hasUniqueValue: false } as const;
}

/** Properties that a HubSpot account needs for the preset; none of HubSpot's own is among them. */
export const AFFILIATE_PROPERTIES = [
	define(
		'contacts',
		'affiliate_source',
		'Affiliate source',
		'text',
		'Affiliate credited with the last order',
	),
	define(
		'contacts',
		'affiliate_programme',
		'Affiliate programme',
		'text',
		'Programme of that credit',
	),
	define(
		'contacts',
		'affiliate_click_date',
		'Affiliate click date',
		'moment',
		'When the credited click happened',
	),
	define(
		'contacts',
		'affiliate_coupon',
		'Affiliate coupon',
		'text',
		'Coupon code that gave the credit',
	),
	define(
		'contacts',
		'affiliate_first_order_date',
		'First order date',
		'moment',
		'When the customer first ordered',
	),
	define(
		'contacts',
		'affiliate_last_order_date',
		'Last order date',
		'moment',
		'When the customer last ordered',
	),
	define(
		'contacts',
		'affiliate_last_order_number',
		'Last order number',
		'text',
		'Number of the last order',
	),
	define(
		'contacts',
		'affiliate_last_order_value',
		'Last order value',
		'number',
		'What the customer paid for the last order',
	),
	define(
		'contacts',
		'affiliate_last_order_currency',
		'Last order currency',
		'text',
		'Currency of the last order',
	),
	define('contacts', 'affiliate_order_count', 'Order count', 'number', 'Orders so far'),
	define(
		'contacts',
		'affiliate_lifetime_value',
		'Lifetime value',
		'number',
		'Net value of all orders less refunds',
	),
	define(
		'contacts',
		'affiliate_lifetime_currency',
		'Lifetime value currency',
		'text',
		'Currency of the lifetime value',
	),
	define(
		'contacts',
		'affiliate_first_touch_source',
		'First-touch affiliate',
		'text',
		'First affiliate who brought the customer; never overwritten',
	),
	define(
		'contacts',
		'affiliate_first_touch_date',
		'First-touch date',
		'moment',
		'When the first affiliate brought the customer; never overwritten',
	),
	define(
		'contacts',
		'affiliate_last_touch_source',
		'Last-touch affiliate',
		'text',
		'Last affiliate who brought the customer',
	),
	define(
		'contacts',
		'affiliate_last_touch_date',
		'Last-touch date',
		'moment',
		'When the last affiliate brought the customer',
	),
	{
		...define(
			'deals',
			'external_order_key',
			'Order key',
			'text',
			'Store and order id; finds the deal of an order',
		),
		hasUniqueValue: true,
	},
	define(
		'deals',
		'affiliate_source',
		'Affiliate source',
		'text',
		'Affiliate credited with the order',
	),
	define('deals', 'affiliate_programme', 'Affiliate programme', 'text', 'Programme of that credit'),
	define(
		'deals',
		'affiliate_coupon',
		'Affiliate coupon',
		'text',
		'Coupon code that gave the credit',
	),
	define(
		'deals',
		'affiliate_commission_amount',
		'Commission amount',
		'number',
		'Commission on the order, less what was taken back',
	),
	define(
		'deals',
		'affiliate_commission_currency',
		'Commission currency',
		'text',
		'Currency of the commission',
	),
	define(
		'deals',
		'affiliate_commission_status',
		'Commission status',
		'text',
		'Status of the commission',
	),
	define(
		'deals',
		'affiliate_order_status',
		'Order status',
		'text',
		'Status of the order in the store',
	),
	define(
		'deals',
		'affiliate_refunded_amount',
		'Refunded amount',
		'number',
		'Money given back on the order, in its currency',
	),
	define(
		'deals',
		'affiliate_refunds',
		'Refunds',
		'text',
		'Refunds booked on the order, each with its amount',
	),
] as const;

/** Filled once and never changed, whatever a mapping says. */
export const FIRST_TOUCH_PROPERTIES: ReadonlySet<string> = new Set([
	'affiliate_first_touch_source',
	'affiliate_first_touch_date',
]);
