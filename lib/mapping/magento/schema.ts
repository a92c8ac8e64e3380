import { z } from 'zod/v4';
import { MOST_LINES } from '../../model/order';
import {
	amountField,
	lenientId,
	lenientList,
	lenientObject,
	lenientText,
	optionalList,
	requiredId,
} from '../lenient-fields';

/** REST leaves nulls out, events write them or an empty text: all three mean "none". */
const magentoAmount = amountField
	.nullish()
	.transform((value) => (value === '' || value === undefined ? null : value));

/** Ordered and refunded quantities: 2, "2.0000" or 1.5; the whole part, since amounts are per row. */
const quantityField = z
	.unknown()
	.transform((value): number => {
		const quantity = typeof value === 'number' || typeof value === 'string' ? Number(value) : 0;
		return Number.isFinite(quantity) ? Math.max(0, Math.floor(quantity)) : 0;
	})
	.pipe(z.int());

const streetField = z.unknown().transform((value): string[] => {
	const parts = Array.isArray(value) ? value : String(value ?? '').split('\n');
	return parts.filter((part): part is string => typeof part === 'string' && part !== '');
});

export const magentoAddressSchema = z.object({
	address_type: lenientText,
	firstname: lenientText,
	lastname: lenientText,
	street: streetField,
	city: lenientText,
	postcode: lenientText,
	country_id: lenientText,
	telephone: lenientText,
});

/** Amounts of a row; a credit memo's rows have the same names as an order's. */
const rowAmounts = {
	base_row_total: magentoAmount,
	base_discount_amount: magentoAmount,
	base_tax_amount: magentoAmount,
	base_discount_tax_compensation_amount: magentoAmount,
};

const magentoItemSchema = z.object({
	item_id: requiredId,
	parent_item_id: lenientId,
	product_id: lenientId,
	product_type: lenientText,
	sku: lenientText,
	name: lenientText,
	qty_ordered: quantityField,
	qty_canceled: quantityField,
	...rowAmounts,
});

/** Adobe Commerce's own ways to pay a part, which its grand total no longer holds. */
const creditAmounts = {
	base_gift_cards_amount: magentoAmount,
	base_customer_balance_amount: magentoAmount,
	base_reward_currency_amount: magentoAmount,
};

const creditExtensions = lenientObject(z.object(creditAmounts));

/**
 * The fields read from `GET /V1/orders/:id` and from Adobe Commerce's events and webhooks. What
 * money depends on must be readable; everything else may be missing or odd.
 */
export const magentoOrderSchema = z.object({
	entity_id: requiredId,
	increment_id: lenientText,
	original_increment_id: lenientText,
	relation_parent_id: lenientId,
	state: lenientText,
	status: lenientText,
	created_at: z.string(),
	updated_at: lenientText,
	base_currency_code: z.string(),
	base_grand_total: amountField,
	base_subtotal: magentoAmount,
	base_discount_amount: magentoAmount,
	base_tax_amount: magentoAmount,
	base_tax_canceled: magentoAmount,
	base_shipping_amount: magentoAmount,
	base_shipping_canceled: magentoAmount,
	base_shipping_discount_amount: magentoAmount,
	base_shipping_discount_tax_compensation_amnt: magentoAmount,
	base_shipping_tax_amount: magentoAmount,
	base_total_canceled: magentoAmount,
	base_total_paid: magentoAmount,
	base_total_refunded: magentoAmount,
	...creditAmounts,
	coupon_code: lenientText,
	customer_id: lenientId,
	customer_email: lenientText,
	customer_firstname: lenientText,
	customer_lastname: lenientText,
	remote_ip: lenientText,
	x_forwarded_for: lenientText,
	billing_address: lenientObject(magentoAddressSchema),
	/** Events list both addresses here instead. */
	addresses: lenientList(magentoAddressSchema),
	payment: lenientObject(z.object({ method: lenientText })),
	items: z.array(magentoItemSchema).max(MOST_LINES),
	status_histories: lenientList(
		z.object({ comment: lenientText, status: lenientText, created_at: lenientText }),
	),
	extension_attributes: z.unknown(),
	custom_attributes: lenientList(z.object({ attribute_code: z.string(), value: lenientText })),
	/** Events that carry original data say whether the record was just made. */
	_isNew: z.unknown(),
});

/** The part of `extension_attributes` that decides about money or addresses. */
export const magentoExtensionSchema = z.object({
	...creditAmounts,
	/** Adobe Commerce with several coupons for one order; not seen in a real order yet. */
	coupon_codes: lenientList(z.string()),
	shipping_assignments: lenientList(
		z.object({
			shipping: lenientObject(z.object({ address: lenientObject(magentoAddressSchema) })),
		}),
	),
});

const magentoMemoItemSchema = z.object({
	order_item_id: requiredId,
	qty: quantityField,
	...rowAmounts,
});

/** The fields read from `GET /V1/creditmemos` and from events about credit memos. */
export const magentoCreditMemoSchema = z.object({
	entity_id: requiredId,
	order_id: requiredId,
	state: lenientId,
	created_at: z.string(),
	base_currency_code: z.string(),
	base_grand_total: amountField,
	base_subtotal: magentoAmount,
	base_discount_amount: magentoAmount,
	base_tax_amount: magentoAmount,
	base_shipping_amount: magentoAmount,
	base_shipping_tax_amount: magentoAmount,
	base_shipping_discount_tax_compensation_amnt: magentoAmount,
	base_adjustment_positive: magentoAmount,
	...creditAmounts,
	extension_attributes: creditExtensions,
	items: optionalList(magentoMemoItemSchema),
});

/** Which row belongs to which, as far as a credit memo needs its order. */
export const magentoOrderRowsSchema = z.object({
	entity_id: requiredId,
	items: z.array(z.object({ item_id: requiredId, parent_item_id: lenientId })).max(MOST_LINES),
});

export type MagentoOrder = z.output<typeof magentoOrderSchema>;
export type MagentoItem = z.output<typeof magentoItemSchema>;
export type MagentoAddress = z.output<typeof magentoAddressSchema>;
export type MagentoCreditMemo = z.output<typeof magentoCreditMemoSchema>;
export type MagentoOrderRows = z.output<typeof magentoOrderRowsSchema>;
export type MagentoAmount = z.output<typeof magentoAmount>;
