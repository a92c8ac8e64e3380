/** What a demo order is made of; everything else is as in a real `orders/paid` body. */
export interface DemoOrder {
	readonly id: number;
	readonly number: number;
	readonly email: string;
	/** Path and query of the first page, as the shop saw it. */
	readonly landingSite: string;
	/** ISO 8601 with a zone. */
	readonly paidAt: string;
}

/** Those of 198.18.0.0/15, which is kept for tests. */
const NETWORKS = 512;

/** A person looks around before buying; an order in the second of its click is held (F8). */
export const BROWSING_MILLISECONDS = 60_000;

function price(amount: string): object {
	return {
		shop_money: { amount, currency_code: 'EUR' },
		presentment_money: { amount, currency_code: 'EUR' },
	};
}

/**
 * An order over 99.90 EUR of tea with 12.70 off by a discount of the shop, 19 % tax on top and
 * 4.90 shipping, in Shopify's REST shape. The commission base is 87.20.
 */
export function shopifyOrder(order: DemoOrder): object {
	const { id, number, paidAt } = order;
	return {
		id,
		admin_graphql_api_id: `gid://shopify/Order/${id}`,
		name: `#${number}`,
		order_number: number,
		created_at: paidAt,
		processed_at: paidAt,
		updated_at: paidAt,
		cancelled_at: null,
		cancel_reason: null,
		financial_status: 'paid',
		test: false,
		tags: '',
		note: null,
		refunds: [],
		...amounts(),
		...session(order),
		...customer(order),
		line_items: [lineItem(id)],
		shipping_lines: [shippingLine(id)],
	};
}

function amounts(): object {
	return {
		currency: 'EUR',
		presentment_currency: 'EUR',
		taxes_included: false,
		total_line_items_price: '99.90',
		total_discounts: '12.70',
		subtotal_price: '87.20',
		total_tax: '16.57',
		total_price: '108.67',
		total_tip_received: '0.00',
		total_shipping_price_set: price('4.90'),
		discount_codes: [],
		discount_applications: [
			{
				type: 'automatic',
				title: 'Autumn sale',
				value: '12.70',
				value_type: 'fixed_amount',
				allocation_method: 'across',
				target_selection: 'all',
				target_type: 'line_item',
			},
		],
	};
}

function session(order: DemoOrder): object {
	return {
		source_name: 'web',
		landing_site: order.landingSite,
		referring_site: 'https://blog.example/tea-review',
		note_attributes: [],
		browser_ip: addressOf(order),
		client_details: { user_agent: 'Mozilla/5.0 (X11; Linux x86_64) Chrome/141.0' },
	};
}

function customer({ id, email }: DemoOrder): object {
	return {
		email,
		phone: null,
		buyer_accepts_marketing: true,
		customer: {
			id: id + 1,
			email,
			first_name: 'Carla',
			last_name: 'Customer',
			phone: null,
			email_marketing_consent: { state: 'subscribed', opt_in_level: 'single_opt_in' },
		},
		billing_address: { first_name: 'Carla', last_name: 'Customer', country_code: 'DE' },
	};
}

function lineItem(orderId: number): object {
	return {
		id: orderId + 10,
		product_id: 7001,
		variant_id: 7002,
		sku: 'TEA-1',
		title: 'First flush tea',
		name: 'First flush tea',
		quantity: 2,
		price: '49.95',
		price_set: price('49.95'),
		total_discount: '0.00',
		total_discount_set: price('0.00'),
		discount_allocations: [
			{ amount: '12.70', amount_set: price('12.70'), discount_application_index: 0 },
		],
		tax_lines: [{ title: 'VAT', rate: 0.19, price: '16.57', price_set: price('16.57') }],
		gift_card: false,
		properties: [],
	};
}

function shippingLine(orderId: number): object {
	return {
		id: orderId + 20,
		title: 'Standard',
		price: '4.90',
		price_set: price('4.90'),
		discounted_price: '4.90',
		discounted_price_set: price('4.90'),
		tax_lines: [],
		discount_allocations: [],
	};
}

/** One of the two teas goes back: half of the goods, 43.60 before tax. */
export function shopifyRefund(order: DemoOrder, refundId: number, createdAt: string): object {
	return {
		id: refundId,
		order_id: order.id,
		created_at: createdAt,
		note: 'One packet was damaged',
		refund_line_items: [
			{
				id: refundId + 1,
				line_item_id: order.id + 10,
				quantity: 1,
				subtotal: '43.60',
				subtotal_set: price('43.60'),
				total_tax: '8.28',
				total_tax_set: price('8.28'),
				line_item: { id: order.id + 10, price: '49.95', quantity: 2 },
			},
		],
		order_adjustments: [],
		transactions: [
			{ id: refundId + 2, kind: 'refund', status: 'success', amount: '51.88', currency: 'EUR' },
		],
	};
}

/** Every customer sits in a network of their own: many orders of one are held (F17). */
function addressOf({ id }: DemoOrder): string {
	const network = Math.floor(id / 1_000) % NETWORKS;
	return `198.${18 + Math.floor(network / 256)}.${network % 256}.24`;
}
