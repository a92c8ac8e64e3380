import { amountText, type JsonObject } from './shopify-payloads';

export interface WooOrderInput {
	readonly id?: number;
	readonly lines?: ReadonlyArray<{
		/** Minor units before tax, before and after coupons. */
		readonly subtotal: number;
		readonly total?: number;
		readonly tax?: number;
		readonly quantity?: number;
	}>;
	readonly shipping?: number;
	readonly shippingTax?: number;
	readonly fees?: readonly number[];
	readonly meta?: Readonly<Record<string, unknown>>;
	readonly refunds?: ReadonlyArray<{ readonly id: number; readonly total: number }>;
	readonly overrides?: Readonly<Record<string, unknown>>;
}

/** A WooCommerce REST v3 order of our own making; its totals follow from its lines. */
export function wooOrderBody(input: WooOrderInput = {}): JsonObject {
	const lines = input.lines ?? [{ subtotal: 10_000 }];
	const { shipping = 0, shippingTax = 0, fees = [] } = input;
	const net = lines.reduce((sum, line) => sum + (line.total ?? line.subtotal), 0);
	const tax = lines.reduce((sum, line) => sum + (line.tax ?? 0), 0) + shippingTax;
	const feeTotal = fees.reduce((sum, fee) => sum + fee, 0);
	return {
		id: input.id ?? 501,
		number: '501',
		status: 'processing',
		currency: 'EUR',
		prices_include_tax: true,
		date_created: '2026-11-02T11:00:00',
		date_created_gmt: '2026-11-02T10:00:00',
		date_modified_gmt: '2026-11-02T10:00:05',
		date_paid_gmt: '2026-11-02T10:00:03',
		total: amountText(net + tax + shipping + feeTotal),
		total_tax: amountText(tax),
		shipping_total: amountText(shipping),
		customer_id: 12,
		customer_ip_address: '203.0.113.77',
		customer_user_agent: 'Mozilla/5.0 (X11)',
		created_via: 'checkout',
		billing: {
			first_name: 'Kim',
			last_name: 'Sample',
			email: 'Buyer@Example.com',
			phone: '',
			country: 'de',
		},
		meta_data: Object.entries(input.meta ?? {}).map(([key, value], index) => ({
			id: index + 1,
			key,
			value,
		})),
		line_items: lines.map((line, index) => ({
			id: 300 + index,
			name: `Thing &amp; co ${index}`,
			product_id: 40 + index,
			variation_id: 0,
			quantity: line.quantity ?? 1,
			subtotal: amountText(line.subtotal),
			total: amountText(line.total ?? line.subtotal),
			total_tax: amountText(line.tax ?? 0),
			sku: `WOO-${index}`,
			price: (line.total ?? line.subtotal) / 100,
			meta_data: [],
		})),
		fee_lines: fees.map((fee, index) => ({ id: 70 + index, total: amountText(fee) })),
		coupon_lines: [],
		refunds: (input.refunds ?? []).map(({ id, total }) => ({
			id,
			reason: '',
			total: amountText(-total),
		})),
		...input.overrides,
	};
}
