/** Everything an item tells about a purchase that can go into a CRM, with what it means. */
export const SOURCES = {
	'order.key': 'Store and order id, the same for every event of the order',
	'order.name': 'Name for the deal, e.g. "Order #1001 (demo.myshopify.com)"',
	'order.number': 'Number that the customer sees',
	'order.value': 'What the customer pays in all',
	'order.currency': 'ISO 4217 code of the order',
	'order.status': 'Status in the store',
	'order.createdAt': 'When it was ordered',
	'order.closedAt': 'When it was paid, else when it was ordered',
	'order.coupons': 'Coupon codes used',
	'customer.firstName': 'First name',
	'customer.lastName': 'Last name',
	'customer.phone': 'Phone number',
	'affiliate.code': 'Affiliate with the largest credit for the order',
	'affiliate.programme': 'Programme of that credit',
	'affiliate.clickAt': 'When the credited click happened',
	'affiliate.coupon': 'Coupon code that gave the credit',
	'firstTouch.affiliate': 'First affiliate who ever brought the customer',
	'firstTouch.at': 'When that was',
	'lastTouch.affiliate': 'Last affiliate who brought the customer',
	'lastTouch.at': 'When that was',
	'history.orderCount': 'Orders of the customer so far',
	'history.firstOrderAt': 'When the customer first ordered',
	'history.lastOrderAt': 'When the customer last ordered',
	'history.lifetimeValue': 'Net value of all orders less refunds',
	'history.lifetimeCurrency': 'ISO 4217 code of the lifetime value',
	'lastOrder.number': 'Number of the last order; empty while a later one is known',
	'lastOrder.value': 'Value of the last order; empty while a later one is known',
	'lastOrder.currency': 'ISO 4217 code of the last order',
	'commission.amount': 'Commission on the order, less what was taken back',
	'commission.currency': 'ISO 4217 code of the commission',
	'commission.status': 'Status of the commission',
} as const;

export type SourcePath = keyof typeof SOURCES;

export const SOURCE_PATHS = Object.keys(SOURCES) as SourcePath[];

/** A purchase as flat texts; null is "not known", which never reaches the CRM. */
export type PurchaseView = Readonly<Record<SourcePath, string | null>>;
