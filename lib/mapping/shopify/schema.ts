import { z } from 'zod/v4';
import { MOST_LINES } from '../../model/order';
import { currencySchema } from '../../model/primitives';
import {
	amountField,
	lenientBoolean,
	lenientCount,
	lenientId,
	lenientList,
	lenientObject,
	lenientText,
	optionalList,
	requiredId,
} from '../lenient-fields';

/**
 * The fields read from Shopify's REST-shaped webhook bodies. What money depends on must be
 * readable; everything else may be missing or odd.
 */
const moneySetSchema = z
	.object({
		shop_money: z.object({ amount: amountField, currency_code: z.string() }).nullish(),
	})
	.nullish();

const plainAmount = amountField.nullish();

const taxLinesSchema = optionalList(
	z.object({
		price: plainAmount,
		price_set: moneySetSchema,
		rate: z.union([z.string(), z.number()]).nullish().catch(null),
	}),
);

const allocationsSchema = optionalList(
	z.object({
		amount: plainAmount,
		amount_set: moneySetSchema,
		discount_application_index: lenientCount,
	}),
);

const lineFields = {
	price: plainAmount,
	price_set: moneySetSchema,
	quantity: z.int().min(0),
	total_discount: plainAmount,
	total_discount_set: moneySetSchema,
	discount_allocations: allocationsSchema,
	tax_lines: taxLinesSchema,
};

export const shopifyLineSchema = z.object({
	...lineFields,
	id: requiredId,
	product_id: lenientId,
	variant_id: lenientId,
	sku: lenientText,
	title: lenientText,
	product_type: lenientText,
	gift_card: lenientBoolean,
	tip: z.unknown(),
});

const shippingLineSchema = z.object({
	price: plainAmount,
	price_set: moneySetSchema,
	discounted_price: plainAmount,
	discounted_price_set: moneySetSchema,
	is_removed: lenientBoolean,
	tax_lines: taxLinesSchema,
	discount_allocations: allocationsSchema,
});

const addressSchema = lenientObject(
	z.object({
		first_name: lenientText,
		last_name: lenientText,
		phone: lenientText,
		address1: lenientText,
		address2: lenientText,
		city: lenientText,
		zip: lenientText,
		country_code: lenientText,
	}),
);

const customerFields = lenientObject(
	z.object({
		id: lenientId,
		email: lenientText,
		phone: lenientText,
		first_name: lenientText,
		last_name: lenientText,
		orders_count: lenientCount,
		accepts_marketing: lenientBoolean,
		email_marketing_consent: lenientObject(z.object({ state: lenientText })),
	}),
);

export const shopifyOrderSchema = z.object({
	id: requiredId,
	admin_graphql_api_id: lenientText,
	name: lenientText,
	order_number: lenientText,
	test: lenientBoolean,
	created_at: z.string(),
	updated_at: lenientText,
	processed_at: lenientText,
	cancelled_at: lenientText,
	cancel_reason: lenientText,
	financial_status: lenientText,
	currency: z.string(),
	taxes_included: lenientBoolean,
	total_price: plainAmount,
	total_price_set: moneySetSchema,
	total_tax: plainAmount,
	total_tax_set: moneySetSchema,
	total_tip_received: plainAmount,
	total_tip_received_set: moneySetSchema,
	original_total_duties_set: moneySetSchema,
	original_total_additional_fees_set: moneySetSchema,
	line_items: z.array(shopifyLineSchema).max(MOST_LINES),
	shipping_lines: optionalList(shippingLineSchema),
	discount_applications: lenientList(z.object({ type: lenientText, code: lenientText })),
	discount_codes: lenientList(z.object({ code: lenientText, amount: plainAmount })),
	email: lenientText,
	contact_email: lenientText,
	phone: lenientText,
	customer: customerFields,
	billing_address: addressSchema,
	shipping_address: addressSchema,
	payment_gateway_names: lenientList(z.string()),
	buyer_accepts_marketing: lenientBoolean,
	landing_site: lenientText,
	landing_site_ref: lenientText,
	referring_site: lenientText,
	note_attributes: lenientList(z.object({ name: lenientText, value: lenientText })),
	browser_ip: lenientText,
	client_details: lenientObject(z.object({ browser_ip: lenientText, user_agent: lenientText })),
	source_name: lenientText,
});

export const shopifyRefundSchema = z.object({
	id: requiredId,
	admin_graphql_api_id: lenientText,
	order_id: requiredId,
	created_at: lenientText,
	processed_at: lenientText,
	note: lenientText,
	refund_line_items: optionalList(
		z.object({
			line_item_id: lenientId,
			quantity: z.int().min(0),
			subtotal: plainAmount,
			subtotal_set: moneySetSchema,
			total_tax: plainAmount,
			total_tax_set: moneySetSchema,
			line_item: z.object({ ...lineFields, id: lenientId }).nullish(),
		}),
	),
	refund_shipping_lines: optionalList(
		z.object({
			subtotal_amount_set: moneySetSchema,
			tax_amount_set: moneySetSchema,
		}),
	),
	order_adjustments: optionalList(
		z.object({
			kind: lenientText,
			amount: plainAmount,
			amount_set: moneySetSchema,
			tax_amount: plainAmount,
			tax_amount_set: moneySetSchema,
		}),
	),
	transactions: optionalList(
		z.object({
			kind: lenientText,
			status: lenientText,
			amount: plainAmount,
			amount_set: moneySetSchema,
			currency: lenientText,
			test: lenientBoolean,
		}),
	),
});

export const shopifyDisputeSchema = z.object({
	id: requiredId,
	order_id: lenientId,
	amount: amountField,
	currency: currencySchema,
	reason: lenientText,
	status: z.string(),
	initiated_at: z.string(),
	finalized_on: lenientText,
});

export type ShopifyMoneySet = z.output<typeof moneySetSchema>;
export type ShopifyOrder = z.output<typeof shopifyOrderSchema>;
export type ShopifyLine = z.output<typeof shopifyLineSchema>;
export type ShopifyRefund = z.output<typeof shopifyRefundSchema>;
export type ShopifyDispute = z.output<typeof shopifyDisputeSchema>;
