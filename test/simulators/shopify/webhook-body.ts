import {
	amountText,
	CREATED_AT,
	DEFAULT_LINES,
	lineIdOf,
	shownOf,
	totalsOf,
	type DescribedLine,
	type DescribedOrder,
	type DescribedRefund,
} from './described-order.ts';

type Json = Record<string, unknown>;

/** The order as `orders/…` webhooks send it (REST shape). */
export function webhookOrderBody(order: DescribedOrder): Json {
	const { currency = 'EUR' } = order;
	const { tax, total, tip } = totalsOf(order);
	const text = (minor: number) => amountText(minor, order.exponent ?? 2);
	const set = (minor: number) => moneySet(order, minor);
	return {
		id: order.id,
		admin_graphql_api_id: `gid://shopify/Order/${order.id}`,
		name: order.name ?? `#${order.id}`,
		test: order.isTest ?? false,
		// Webhooks write the time of the shop, not UTC.
		created_at: shopTime(order.createdAt ?? CREATED_AT),
		processed_at: shopTime(order.createdAt ?? CREATED_AT),
		updated_at: shopTime(order.updatedAt ?? order.createdAt ?? CREATED_AT),
		cancelled_at: order.cancelled === undefined ? null : shopTime(order.cancelled.at),
		cancel_reason: order.cancelled?.reason ?? null,
		financial_status: order.status ?? 'paid',
		currency,
		presentment_currency: order.presentment?.currency ?? currency,
		taxes_included: order.taxesIncluded ?? false,
		total_price: text(total),
		total_price_set: set(total),
		total_tax: text(tax),
		total_tax_set: set(tax),
		total_tip_received: text(tip),
		original_total_duties_set: order.duties === undefined ? null : set(order.duties),
		original_total_additional_fees_set: null,
		line_items: (order.lines ?? DEFAULT_LINES).map((line, index) => lineBody(order, line, index)),
		shipping_lines: shippingBodies(order),
		...discountBodies(order),
		...buyerBody(order),
		note: order.note ?? '',
		tags: (order.tags ?? []).join(', '),
		landing_site: order.visit?.landingPath ?? null,
		landing_site_ref: order.visit?.code ?? null,
		referring_site: order.visit?.referrer ?? null,
		note_attributes: Object.entries(order.attributes ?? {}).map(([name, value]) => ({
			name,
			value,
		})),
		browser_ip: '203.0.113.77',
		client_details: { browser_ip: '203.0.113.77', user_agent: 'Mozilla/5.0 (X11)' },
		source_name: order.source ?? 'web',
		payment_gateway_names: ['manual'],
	};
}

/** The refund as `refunds/create` sends it. */
export function webhookRefundBody(order: DescribedOrder, refund: DescribedRefund): Json {
	const set = (minor: number) => moneySet(order, minor);
	const shown = refund.moved === null ? null : shownOf(order, refund.moved);
	return {
		id: refund.id,
		admin_graphql_api_id: `gid://shopify/Refund/${refund.id}`,
		order_id: order.id,
		created_at: shopTime(refund.createdAt),
		note: refund.note ?? null,
		refund_line_items: refund.lines.map(({ lineId, quantity, subtotal, tax = 0 }) => ({
			line_item_id: lineId,
			quantity,
			subtotal_set: set(subtotal),
			total_tax_set: set(tax),
			line_item: lineOf(order, lineId),
		})),
		refund_shipping_lines:
			refund.shipping === undefined
				? []
				: [
						{
							subtotal_amount_set: set(refund.shipping.amount),
							tax_amount_set: set(refund.shipping.tax),
						},
					],
		order_adjustments: [],
		transactions:
			shown === null
				? []
				: [
						{
							kind: 'refund',
							status: 'success',
							test: refund.isTest ?? false,
							// In the buyer's currency, and without a set.
							amount: amountText(shown.minor, order.exponent ?? 2),
							currency: shown.currency,
						},
					],
	};
}

function lineOf(order: DescribedOrder, lineId: number): Json | null {
	const lines = order.lines ?? DEFAULT_LINES;
	const index = lines.findIndex((_, place) => lineIdOf(order, place) === lineId);
	const line = lines[index];
	return line === undefined ? null : lineBody(order, line, index);
}

function lineBody(order: DescribedOrder, line: DescribedLine, index: number): Json {
	const text = (minor: number) => amountText(minor, order.exponent ?? 2);
	const set = (minor: number) => moneySet(order, minor);
	return {
		id: lineIdOf(order, index),
		product_id: line.isTip === true ? null : 100 + index,
		variant_id: line.isTip === true ? null : 200 + index,
		sku: line.isTip === true ? null : `SKU-${index}`,
		title: line.title ?? (line.isTip === true ? 'Tip' : `Thing ${index}`),
		quantity: line.quantity ?? 1,
		current_quantity: (line.quantity ?? 1) - (line.removed ?? 0),
		price: text(line.price),
		price_set: set(line.price),
		total_discount: text(0),
		discount_allocations: (line.discounts ?? []).map(({ application, amount }) => ({
			amount: text(amount),
			amount_set: set(amount),
			discount_application_index: application,
		})),
		tax_lines:
			line.tax === undefined
				? []
				: [{ title: 'VAT', price: text(line.tax), price_set: set(line.tax), rate: line.rate ?? 0 }],
		gift_card: line.isGiftCard ?? false,
		...(line.isTip === true ? { tip: { payment_method: 'card' } } : {}),
	};
}

function shippingBodies(order: DescribedOrder): Json[] {
	if (order.shipping === undefined) return [];
	const { price, discount = 0, tax = 0 } = order.shipping;
	const set = (minor: number) => moneySet(order, minor);
	return [
		{
			price_set: set(price),
			discounted_price_set: set(price - discount),
			discount_allocations: [],
			tax_lines: tax === 0 ? [] : [{ title: 'VAT', price_set: set(tax), rate: 0.19 }],
		},
	];
}

/** On draft orders `discount_codes` repeats the title of a manual discount as if it were a code. */
function discountBodies(order: DescribedOrder): Json {
	const discounts = order.discounts ?? [];
	const lines = order.lines ?? DEFAULT_LINES;
	const text = (minor: number) => amountText(minor, order.exponent ?? 2);
	const takenBy = (application: number) =>
		lines
			.flatMap((line) => line.discounts ?? [])
			.filter((entry) => entry.application === application)
			.reduce((sum, { amount }) => sum + amount, 0);
	return {
		discount_applications: discounts.map(({ type, name }) =>
			type === 'discount_code' ? { type, code: name } : { type, title: name },
		),
		discount_codes: discounts.flatMap(({ type, name }, index) =>
			type === 'discount_code' || type === 'manual'
				? [{ code: name, amount: text(takenBy(index)), type: 'fixed_amount' }]
				: [],
		),
	};
}

function buyerBody(order: DescribedOrder): Json {
	const { customer = null } = order;
	const country = order.country === undefined ? 'DE' : order.country;
	return {
		email: order.email ?? null,
		phone: null,
		buyer_accepts_marketing: false,
		customer:
			customer === null
				? null
				: {
						id: customer.id,
						email: customer.email,
						phone: customer.phone ?? null,
						first_name: customer.firstName ?? null,
						last_name: customer.lastName ?? null,
						tags: (customer.tags ?? []).join(', '),
						...(customer.consent === undefined
							? {}
							: { email_marketing_consent: { state: customer.consent } }),
					},
		billing_address:
			country === null ? null : { country_code: country, phone: '+49 30 000000', city: 'Berlin' },
		shipping_address: null,
	};
}

function moneySet(order: DescribedOrder, minor: number): unknown {
	const { currency = 'EUR', exponent = 2 } = order;
	const shown = shownOf(order, minor);
	return {
		shop_money: { amount: amountText(minor, exponent), currency_code: currency },
		presentment_money: { amount: amountText(shown.minor, exponent), currency_code: shown.currency },
	};
}

/** The same moment by a clock one hour ahead of UTC. */
function shopTime(instant: string): string {
	const ahead = new Date(Date.parse(instant) + 3_600_000).toISOString();
	return `${ahead.slice(0, 19)}+01:00`;
}
