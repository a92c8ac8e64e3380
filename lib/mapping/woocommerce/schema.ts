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

/** PHP writes an empty amount as "" where a number is missing. */
const wooAmount = amountField.nullish().transform((value) => (value === '' ? null : value));

const metaSchema = lenientList(z.object({ key: z.string(), value: lenientText }));

const addressFields = {
	first_name: lenientText,
	last_name: lenientText,
	address_1: lenientText,
	address_2: lenientText,
	city: lenientText,
	postcode: lenientText,
	country: lenientText,
};

const wooLineSchema = z.object({
	id: requiredId,
	name: lenientText,
	product_id: lenientId,
	variation_id: lenientId,
	sku: lenientText,
	/** Some plugins sell fractions; the whole part is enough, since amounts are per line. */
	quantity: z
		.number()
		.transform((quantity) => Math.max(0, Math.floor(quantity)))
		.pipe(z.int()),
	subtotal: wooAmount,
	total: amountField,
	total_tax: wooAmount,
	meta_data: metaSchema,
});

/**
 * The fields read from WooCommerce's REST v3 order. What money depends on must be readable;
 * everything else may be missing or odd.
 */
export const wooOrderSchema = z.object({
	id: requiredId,
	number: lenientText,
	status: z.string(),
	currency: z.string(),
	date_created_gmt: z.string(),
	date_modified_gmt: lenientText,
	date_paid_gmt: lenientText,
	total: amountField,
	total_tax: wooAmount,
	shipping_total: wooAmount,
	customer_id: lenientId,
	customer_ip_address: lenientText,
	customer_user_agent: lenientText,
	created_via: lenientText,
	billing: lenientObject(
		z.object({
			...addressFields,
			email: lenientText,
			phone: lenientText,
		}),
	),
	shipping: lenientObject(z.object(addressFields)),
	payment_method: lenientText,
	line_items: z.array(wooLineSchema).max(MOST_LINES),
	fee_lines: optionalList(z.object({ total: wooAmount })),
	coupon_lines: lenientList(z.object({ code: lenientText, discount: wooAmount })),
	refunds: optionalList(z.object({ id: requiredId, reason: lenientText, total: amountField })),
	meta_data: metaSchema,
});

/** Body of order.deleted. */
export const wooRecordSchema = z.object({ id: requiredId });

export type WooOrder = z.output<typeof wooOrderSchema>;
export type WooLine = z.output<typeof wooLineSchema>;
