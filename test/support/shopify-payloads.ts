/**
 * Shopify webhook bodies of our own making, shaped like the real ones: amounts as text in shop
 * currency beside sets of shop and presentment money, totals that add up.
 */
export interface ShopifyLineInput {
	readonly id?: number;
	/** Unit price in minor units, with tax when the order's prices include it. */
	readonly price: number;
	readonly quantity?: number;
	/** Discount on the whole line in minor units. */
	readonly discount?: number;
	/** Tax on the whole line in minor units. */
	readonly tax?: number;
	/** Tax rate as Shopify writes it: 0.19. */
	readonly rate?: number;
	readonly giftCard?: boolean;
	readonly tip?: boolean;
	readonly title?: string;
}

export interface ShopifyOrderInput {
	readonly id?: number;
	readonly currency?: string;
	readonly exponent?: number;
	readonly taxesIncluded?: boolean;
	readonly lines?: readonly ShopifyLineInput[];
	readonly shipping?: { readonly price: number; readonly discount?: number; readonly tax?: number };
	readonly tip?: number;
	readonly duties?: number;
	/** Presentment currency and how many of its units one shop unit buys. */
	readonly presentment?: { readonly currency: string; readonly rate: number };
	readonly overrides?: Readonly<Record<string, unknown>>;
}

export type JsonObject = Record<string, unknown>;

/** Writes minor units as Shopify does: "12.50", "23600" for a currency without decimals. */
export function amountText(minor: number, exponent = 2): string {
	const digits = String(Math.abs(minor)).padStart(exponent + 1, '0');
	const sign = minor < 0 ? '-' : '';
	if (exponent === 0) return `${sign}${digits}`;
	return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** An order body; its totals follow from its lines unless they are overridden. */
export function shopifyOrderBody(input: ShopifyOrderInput = {}): JsonObject {
	const { currency = 'EUR', exponent = 2, taxesIncluded = false } = input;
	const lines = input.lines ?? [{ price: 5_000, quantity: 2 }];
	const shipping = { discount: 0, tax: 0, ...(input.shipping ?? { price: 0 }) };
	const { tip = 0, duties = 0 } = input;
	const text = (minor: number) => amountText(minor, exponent);
	const set = (minor: number) => moneySet(minor, currency, exponent, input.presentment);
	const sum = (of: (line: ShopifyLineInput) => number) =>
		lines.reduce((total, line) => total + of(line), 0);
	const listed = sum((line) => line.price * (line.quantity ?? 1));
	const discount = sum((line) => line.discount ?? 0);
	const tax = sum((line) => line.tax ?? 0) + shipping.tax;
	const charged = listed - discount + (shipping.price - shipping.discount) + tip + duties;
	const total = taxesIncluded ? charged : charged + tax;
	return {
		id: input.id ?? 5_000_000_000_001,
		admin_graphql_api_id: `gid://shopify/Order/${input.id ?? 5_000_000_000_001}`,
		name: '#1001',
		order_number: 1001,
		test: false,
		created_at: '2026-11-02T10:00:00+01:00',
		updated_at: '2026-11-02T10:00:05+01:00',
		processed_at: '2026-11-02T10:00:00+01:00',
		cancelled_at: null,
		cancel_reason: null,
		financial_status: 'paid',
		currency,
		presentment_currency: input.presentment?.currency ?? currency,
		taxes_included: taxesIncluded,
		total_line_items_price: text(listed),
		total_discounts: text(discount + shipping.discount),
		total_tax: text(tax),
		total_tax_set: set(tax),
		total_price: text(total),
		total_price_set: set(total),
		total_tip_received: text(tip),
		original_total_duties_set: duties === 0 ? null : set(duties),
		original_total_additional_fees_set: null,
		email: 'Buyer@Example.com ',
		phone: null,
		customer: { id: 7_001, email: 'buyer@example.com', first_name: 'Kim', last_name: 'Sample' },
		billing_address: { country_code: 'DE', phone: '+49 30 000000' },
		buyer_accepts_marketing: false,
		landing_site: '/products/mug?ref=anna&utm_source=newsletter&utm_campaign=autumn',
		landing_site_ref: 'anna',
		referring_site: 'https://blog.example.com/review',
		note_attributes: [{ name: 'affiliate_click_id', value: 'clk_01' }],
		browser_ip: '203.0.113.77',
		client_details: { user_agent: 'Mozilla/5.0 (X11)', browser_ip: '203.0.113.77' },
		source_name: 'web',
		discount_codes: [],
		discount_applications: [],
		line_items: lines.map((line, index) => lineBody(line, index, text, set)),
		shipping_lines:
			input.shipping === undefined
				? []
				: [
						{
							id: 1,
							price: text(shipping.price),
							price_set: set(shipping.price),
							discounted_price: text(shipping.price - shipping.discount),
							discounted_price_set: set(shipping.price - shipping.discount),
							tax_lines: shipping.tax === 0 ? [] : [{ price: text(shipping.tax), rate: 0.19 }],
							discount_allocations: [],
						},
					],
		refunds: [],
		...input.overrides,
	};
}

function lineBody(
	line: ShopifyLineInput,
	index: number,
	text: (minor: number) => string,
	set: (minor: number) => unknown,
): JsonObject {
	const { discount = 0, tax = 0 } = line;
	return {
		id: line.id ?? 9_000 + index,
		product_id: line.tip === true ? null : 100 + index,
		variant_id: line.tip === true ? null : 200 + index,
		sku: line.tip === true ? null : `SKU-${index}`,
		title: line.title ?? (line.tip === true ? 'Tip' : `Thing ${index}`),
		quantity: line.quantity ?? 1,
		price: text(line.price),
		price_set: set(line.price),
		total_discount: '0',
		discount_allocations:
			discount === 0
				? []
				: [{ amount: text(discount), amount_set: set(discount), discount_application_index: 0 }],
		tax_lines:
			tax === 0
				? []
				: [{ title: 'VAT', price: text(tax), price_set: set(tax), rate: line.rate ?? 0.19 }],
		gift_card: line.giftCard ?? false,
		...(line.tip === true ? { tip: { payment_method: 'card' } } : {}),
		properties: [],
	};
}

function moneySet(
	minor: number,
	currency: string,
	exponent: number,
	presentment: ShopifyOrderInput['presentment'],
): unknown {
	const shown = presentment === undefined ? minor : Math.round(minor * presentment.rate);
	return {
		shop_money: { amount: amountText(minor, exponent), currency_code: currency },
		presentment_money: {
			amount: amountText(shown, exponent),
			currency_code: presentment?.currency ?? currency,
		},
	};
}

export interface ShopifyRefundInput {
	readonly lines?: ReadonlyArray<{
		readonly lineId?: number;
		readonly quantity?: number;
		readonly subtotal: number;
		readonly tax?: number;
		readonly lineItem?: JsonObject;
	}>;
	readonly transactions?: ReadonlyArray<JsonObject>;
	readonly overrides?: Readonly<Record<string, unknown>>;
}

/** A refund body. Subtotals are JSON numbers, as Shopify sends them. */
export function shopifyRefundBody(input: ShopifyRefundInput = {}): JsonObject {
	const lines = input.lines ?? [{ subtotal: 5_000 }];
	const set = (minor: number) => moneySet(minor, 'EUR', 2, undefined);
	return {
		id: 800_001,
		admin_graphql_api_id: 'gid://shopify/Refund/800001',
		order_id: 5_000_000_000_001,
		created_at: '2026-11-05T09:00:00+01:00',
		note: 'wrong size',
		refund_line_items: lines.map(
			({ lineId = 9_000, quantity = 1, subtotal, tax = 0, lineItem }) => ({
				line_item_id: lineId,
				quantity,
				subtotal: subtotal / 100,
				subtotal_set: set(subtotal),
				total_tax: tax / 100,
				total_tax_set: set(tax),
				...(lineItem === undefined ? {} : { line_item: lineItem }),
			}),
		),
		refund_shipping_lines: [],
		order_adjustments: [],
		transactions: input.transactions ?? [
			{
				kind: 'refund',
				status: 'success',
				currency: 'EUR',
				test: false,
				amount: amountText(lines.reduce((sum, line) => sum + line.subtotal + (line.tax ?? 0), 0)),
			},
		],
		...input.overrides,
	};
}
