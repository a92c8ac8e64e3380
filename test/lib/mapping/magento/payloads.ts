import type { JsonObject } from '../../../support/shopify-payloads';

/** A row as it is sold; amounts in minor units of the base currency, for the whole row. */
export interface MagentoRowInput {
	/** Before discount and tax. */
	readonly gross: number;
	/** Before tax. */
	readonly discount?: number;
	readonly tax?: number;
	/** Tax that the discount holds where prices include tax; Magento writes the discount with it. */
	readonly compensation?: number;
	readonly quantity?: number;
	readonly cancelled?: number;
	/**
	 * `configurable`: a parent with all amounts and an empty child. `bundle`: a parent and two children that
	 * repeat its row total and tax, with the discount on the children alone.
	 */
	readonly kind?: 'simple' | 'configurable' | 'bundle' | 'giftcard';
}

export interface MagentoOrderInput {
	readonly id?: number;
	readonly rows?: readonly MagentoRowInput[];
	readonly shipping?: number;
	readonly shippingDiscount?: number;
	readonly shippingTax?: number;
	/** Charges of modules that no field names. */
	readonly fees?: number;
	/** Paid with gift cards of Adobe Commerce. */
	readonly giftCards?: number;
	/** Taken off by a module in a way that no field names. */
	readonly unnamedCredit?: number;
	/** Writes row totals after the discount, as some extensions do. */
	readonly rowTotalsAfterDiscount?: boolean;
	readonly paid?: boolean;
	readonly overrides?: Readonly<Record<string, unknown>>;
}

export const ROW_ID = 300;

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** A REST order of our own making: nulls left out, totals as Magento makes them of its rows. */
export function magentoOrderBody(input: MagentoOrderInput = {}): JsonObject {
	const rows = input.rows ?? [{ gross: 10_000 }];
	const { shipping = 0, shippingDiscount = 0, shippingTax = 0, fees = 0, giftCards = 0 } = input;
	const goods = sum(rows.map(({ gross }) => gross));
	const discount = sum(rows.map((row) => (row.discount ?? 0) + (row.compensation ?? 0)));
	const compensation = sum(rows.map((row) => row.compensation ?? 0));
	const tax = sum(rows.map((row) => row.tax ?? 0)) + shippingTax;
	const whole = goods - discount + compensation + shipping - shippingDiscount + tax + fees;
	const grandTotal = whole - giftCards - (input.unnamedCredit ?? 0);
	return {
		entity_id: input.id ?? 7,
		increment_id: '000000007',
		state: 'processing',
		status: 'processing',
		created_at: '2026-11-02 10:00:00',
		updated_at: '2026-11-02 10:05:00',
		base_currency_code: 'EUR',
		order_currency_code: 'USD',
		base_to_order_rate: 2,
		...twins('grand_total', grandTotal),
		...twins('subtotal', goods),
		...twins('discount_amount', -(discount + shippingDiscount)),
		...twins('discount_tax_compensation_amount', compensation),
		...twins('tax_amount', tax),
		...twins('shipping_amount', shipping),
		...twins('shipping_discount_amount', shippingDiscount),
		...twins('shipping_tax_amount', shippingTax),
		...((input.paid ?? true) ? twins('total_paid', grandTotal) : {}),
		customer_id: 12,
		customer_is_guest: 0,
		customer_email: 'Buyer@Example.com',
		customer_firstname: 'Kim',
		customer_lastname: 'Sample',
		remote_ip: '203.0.113.77',
		billing_address: address('billing', 'de'),
		payment: { method: 'checkmo', cc_last4: '4242' },
		items: rows.flatMap((row, index) => itemsOf(row, index, input.rowTotalsAfterDiscount ?? false)),
		status_histories: [],
		extension_attributes: {
			shipping_assignments: [
				{ shipping: { address: address('shipping', 'at'), method: 'flatrate_flatrate' } },
			],
			payment_additional_info: [{ key: 'method_title', value: 'Check' }],
			applied_taxes: [],
			converting_from_quote: true,
			...(giftCards === 0 ? {} : { base_gift_cards_amount: giftCards / 100 }),
		},
		...input.overrides,
	};
}

/** A field and its twin in the base currency; what the buyer saw is twice as much. */
function twins(name: string, minor: number): JsonObject {
	return { [`base_${name}`]: minor / 100, [name]: minor / 50 };
}

function address(type: string, country: string): JsonObject {
	return {
		address_type: type,
		firstname: 'Kim',
		lastname: 'Sample',
		street: ['1 Example Street', 'Back yard'],
		city: 'Exampleville',
		postcode: '00000',
		country_id: country,
		telephone: '+15555550100',
	};
}

function itemsOf(row: MagentoRowInput, index: number, isAfterDiscount: boolean): JsonObject[] {
	const { kind = 'simple', quantity = 1, cancelled = 0 } = row;
	const id = ROW_ID + index * 10;
	const discount = (row.discount ?? 0) + (row.compensation ?? 0);
	const amounts = {
		rowTotal: row.gross - (isAfterDiscount ? discount - (row.compensation ?? 0) : 0),
		discount,
		tax: row.tax ?? 0,
		compensation: row.compensation ?? 0,
	};
	const parent = item(id, kind, quantity, kind === 'bundle' ? 0 : cancelled, {
		...amounts,
		...(kind === 'bundle' ? { discount: 0, compensation: 0 } : {}),
	});
	if (kind === 'configurable') {
		const child = item(id + 1, 'simple', quantity, 0, {
			rowTotal: 0,
			discount: 0,
			tax: 0,
			compensation: 0,
		});
		// REST repeats the parent inside of the child, and gives it the price of one piece.
		return [parent, { ...child, parent_item_id: id, price: 69, parent_item: parent }];
	}
	if (kind !== 'bundle') return [parent];
	const halves = [Math.floor, Math.ceil].map((round, part) =>
		item(id + 1 + part, 'simple', quantity, cancelled, {
			rowTotal: round(amounts.rowTotal / 2),
			discount: round(amounts.discount / 2),
			tax: round(amounts.tax / 2),
			compensation: round(amounts.compensation / 2),
		}),
	);
	return [parent, ...halves.map((half) => ({ ...half, parent_item_id: id }))];
}

function item(
	id: number,
	type: string,
	quantity: number,
	cancelled: number,
	amounts: { rowTotal: number; discount: number; tax: number; compensation: number },
): JsonObject {
	return {
		item_id: id,
		order_id: 7,
		product_id: id + 1_000,
		product_type: type,
		sku: `MAG-${id}`,
		name: `Thing ${id}`,
		qty_ordered: quantity,
		qty_canceled: cancelled,
		...twins('row_total', amounts.rowTotal),
		...twins('discount_amount', amounts.discount),
		...twins('tax_amount', amounts.tax),
		...twins('discount_tax_compensation_amount', amounts.compensation),
	};
}

export interface MagentoMemoInput {
	readonly id?: number;
	readonly orderId?: number;
	/** By row id; amounts in minor units, as in an order's rows. */
	readonly rows?: ReadonlyArray<{
		readonly rowId: number;
		readonly quantity: number;
		readonly gross: number;
		readonly discount?: number;
		readonly tax?: number;
		readonly compensation?: number;
	}>;
	readonly shipping?: number;
	readonly shippingDiscount?: number;
	readonly shippingTax?: number;
	readonly adjustmentRefund?: number;
	readonly adjustmentFee?: number;
	readonly overrides?: Readonly<Record<string, unknown>>;
}

/** A credit memo as `GET /V1/creditmemos` gives it. */
export function creditMemoBody(input: MagentoMemoInput = {}): JsonObject {
	const rows = input.rows ?? [];
	const { shipping = 0, shippingDiscount = 0, shippingTax = 0 } = input;
	const { adjustmentRefund = 0, adjustmentFee = 0 } = input;
	const goods = sum(rows.map(({ gross }) => gross));
	const discount = sum(rows.map((row) => (row.discount ?? 0) + (row.compensation ?? 0)));
	const compensation = sum(rows.map((row) => row.compensation ?? 0));
	const tax = sum(rows.map((row) => row.tax ?? 0)) + shippingTax;
	const total = goods - discount + compensation + shipping - shippingDiscount + tax;
	return {
		entity_id: input.id ?? 41,
		increment_id: '000000003',
		order_id: input.orderId ?? 7,
		state: 2,
		created_at: '2026-11-10 08:30:00',
		updated_at: '2026-11-10 08:30:00',
		base_currency_code: 'EUR',
		order_currency_code: 'USD',
		...twins('grand_total', total + adjustmentRefund - adjustmentFee),
		...twins('subtotal', goods),
		...twins('discount_amount', -(discount + shippingDiscount)),
		...twins('tax_amount', tax),
		...twins('shipping_amount', shipping),
		...twins('shipping_tax_amount', shippingTax),
		...twins('adjustment_positive', adjustmentRefund),
		...twins('adjustment_negative', adjustmentFee),
		...twins('adjustment', adjustmentRefund - adjustmentFee),
		items: rows.map((row, index) => ({
			entity_id: 500 + index,
			parent_id: input.id ?? 41,
			order_item_id: row.rowId,
			qty: row.quantity,
			...twins('row_total', row.gross),
			...twins('discount_amount', (row.discount ?? 0) + (row.compensation ?? 0)),
			...twins('tax_amount', row.tax ?? 0),
			...twins('discount_tax_compensation_amount', row.compensation ?? 0),
		})),
		...input.overrides,
	};
}

/** The same record as an event writes it: every number as text with four decimals, nulls spelt out. */
export function asEventValue(body: JsonObject): JsonObject {
	const { billing_address: billing, extension_attributes: extension, ...rest } = body;
	const assignments = (extension as { shipping_assignments?: JsonObject[] } | undefined)
		?.shipping_assignments;
	const shipping = (assignments?.[0]?.['shipping'] as JsonObject | undefined)?.['address'];
	const addresses = [billing, shipping].filter((entry) => entry !== undefined);
	const texts = eventTexts(rest) as JsonObject;
	return { ...texts, ...(addresses.length === 0 ? {} : { addresses }), total_refunded: null };
}

function eventTexts(value: unknown, name = ''): unknown {
	if (Array.isArray(value)) return value.map((entry) => eventTexts(entry));
	if (typeof value === 'number') {
		const isAmount =
			/^(?:base_)?(?:.*(?:amount|total|price|paid|refunded|cancell?ed|due)|qty.*|.*adjustment.*)$/;
		return isAmount.test(name) ? value.toFixed(4) : String(value);
	}
	if (value === null || typeof value !== 'object') return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, entry]) => [key, eventTexts(entry, key)]),
	);
}
