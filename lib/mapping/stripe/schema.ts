import { z } from 'zod/v4';
import { MOST_LINES } from '../../model/order';
import { isCurrencyCode } from '../../kernel';
import { lenientBoolean, lenientList, lenientObject, lenientText } from '../lenient-fields';

/**
 * The fields read from Stripe's objects, in the shapes of API versions before and after
 * 2025-03-31 ("basil"). What money depends on must be readable; everything else may be missing.
 */

/** An integer of Stripe's smallest unit. */
const amount = z.int();

const optionalAmount = amount.nullish().transform((value) => value ?? 0);

export const stripeCurrency = z
	.string()
	.transform((code) => code.toUpperCase())
	.refine(isCurrencyCode, { message: 'not an active ISO 4217 currency code' });

const seconds = z.int().min(0);

const optionalSeconds = seconds.nullish().catch(null);

/** A field that holds an id, or the whole object where it was expanded. */
export const expandable = z.unknown().transform((value): string | null => {
	const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : value;
	return typeof id === 'string' && id !== '' ? id.slice(0, 200) : null;
});

const metadata = z
	.unknown()
	.transform((value): ReadonlyArray<readonly [string, string]> =>
		typeof value === 'object' && value !== null && !Array.isArray(value)
			? Object.entries(value).flatMap(([key, text]) =>
					typeof text === 'string' && text.trim() !== '' ? [[key, text.trim()] as const] : [],
				)
			: [],
	);

const amountList = z
	.array(z.object({ amount }))
	.nullish()
	.transform((list) => (list ?? []).map((entry) => entry.amount));

/** Old shape: `inclusive`; new shape: `tax_behavior`. */
const taxList = z
	.array(
		z
			.object({ amount, inclusive: z.boolean().nullish(), tax_behavior: z.string().nullish() })
			.transform((tax) => ({
				amount: tax.amount,
				isInclusive: tax.inclusive === true || tax.tax_behavior === 'inclusive',
			})),
	)
	.nullish();

const priceSchema = lenientObject(z.object({ id: lenientText, product: expandable }));

export const stripeLineSchema = z.object({
	id: z.string().min(1).max(200),
	amount,
	description: lenientText,
	quantity: z.unknown().transform((value) => (Number.isSafeInteger(value) ? Number(value) : 1)),
	discount_amounts: amountList,
	pretax_credit_amounts: lenientList(z.object({ amount, type: lenientText })),
	tax_amounts: taxList,
	taxes: taxList,
	price: priceSchema,
	pricing: lenientObject(
		z.object({
			price_details: lenientObject(z.object({ price: expandable, product: expandable })),
		}),
	),
	metadata,
});

const discountSchema = z.object({
	id: lenientText,
	promotion_code: z.unknown(),
	coupon: lenientObject(z.object({ id: lenientText })),
	source: lenientObject(z.object({ coupon: expandable })),
});

const addressSchema = lenientObject(
	z.object({
		line1: lenientText,
		line2: lenientText,
		city: lenientText,
		postal_code: lenientText,
		country: lenientText,
	}),
);

const shippingSchema = lenientObject(z.object({ name: lenientText, address: addressSchema }));

const subscriptionDetails = lenientObject(z.object({ subscription: expandable, metadata }));

export const stripeInvoiceSchema = z.object({
	id: z.string().min(1).max(200),
	number: lenientText,
	currency: stripeCurrency,
	created: seconds,
	livemode: lenientBoolean,
	billing_reason: lenientText,
	total: amount,
	total_excluding_tax: amount.nullish(),
	tax: amount.nullish(),
	total_tax_amounts: taxList,
	total_taxes: taxList,
	total_discount_amounts: lenientList(z.object({ amount, discount: expandable })),
	starting_balance: optionalAmount,
	ending_balance: amount.nullish(),
	shipping_cost: z.object({ amount_subtotal: optionalAmount }).nullish(),
	status_transitions: lenientObject(z.object({ paid_at: optionalSeconds })),
	lines: z.object({ data: z.array(stripeLineSchema).max(MOST_LINES), has_more: lenientBoolean }),
	discount: lenientObject(discountSchema),
	discounts: lenientList(discountSchema),
	customer: expandable,
	customer_email: lenientText,
	customer_name: lenientText,
	customer_phone: lenientText,
	customer_address: addressSchema,
	customer_shipping: shippingSchema,
	subscription: expandable,
	subscription_details: subscriptionDetails,
	parent: lenientObject(z.object({ subscription_details: subscriptionDetails })),
	metadata,
});

export const stripeSessionSchema = z.object({
	id: z.string().min(1).max(200),
	mode: lenientText,
	payment_status: lenientText,
	payment_intent: expandable,
	invoice: expandable,
	livemode: lenientBoolean,
	created: seconds,
	currency: stripeCurrency,
	amount_total: amount,
	total_details: z
		.object({
			amount_discount: optionalAmount,
			amount_shipping: optionalAmount,
			amount_tax: optionalAmount,
		})
		.nullish(),
	customer: expandable,
	customer_email: lenientText,
	customer_details: lenientObject(
		z.object({
			email: lenientText,
			name: lenientText,
			phone: lenientText,
			address: addressSchema,
		}),
	),
	shipping_details: shippingSchema,
	collected_information: lenientObject(z.object({ shipping_details: shippingSchema })),
	client_reference_id: lenientText,
	discounts: lenientList(discountSchema),
	metadata,
});

/** Only its presence matters where a session is told by another event. */
export const stripeSessionKindSchema = z.object({ mode: lenientText, invoice: expandable });

export const stripeRefundSchema = z.object({
	id: z.string().min(1).max(200),
	amount,
	currency: stripeCurrency,
	created: seconds,
	status: lenientText,
	reason: lenientText,
	charge: z.unknown(),
	payment_intent: expandable,
	metadata,
});

export const stripeChargeSchema = z.object({
	id: z.string().min(1).max(200),
	amount_refunded: amount,
	currency: stripeCurrency,
	livemode: lenientBoolean,
	invoice: expandable,
	payment_intent: expandable,
	metadata,
	refunds: z.object({ data: z.array(stripeRefundSchema) }).nullish(),
});

/** What ties a payment to its order: fields of a charge that was expanded. */
export const stripeChargeLinkSchema = lenientObject(z.object({ invoice: expandable, metadata }));

export const stripeDisputeSchema = z.object({
	id: z.string().min(1).max(200),
	amount,
	currency: stripeCurrency,
	created: seconds,
	livemode: lenientBoolean,
	status: z.string(),
	reason: lenientText,
	charge: z.unknown(),
	payment_intent: expandable,
	balance_transactions: lenientList(z.object({ amount })),
	metadata,
});

export const stripeEventSchema = z.object({
	id: z.string().min(1).max(200),
	type: z.string(),
	api_version: lenientText,
	created: seconds,
	livemode: lenientBoolean,
	data: z.object({ object: z.unknown(), previous_attributes: z.unknown() }),
});

export type StripeEvent = z.output<typeof stripeEventSchema>;
export type StripeInvoice = z.output<typeof stripeInvoiceSchema>;
export type StripeLine = z.output<typeof stripeLineSchema>;
export type StripeSession = z.output<typeof stripeSessionSchema>;
export type StripeCharge = z.output<typeof stripeChargeSchema>;
export type StripeRefund = z.output<typeof stripeRefundSchema>;
export type StripeDispute = z.output<typeof stripeDisputeSchema>;
export type StripeAddress = z.output<typeof addressSchema>;
export type StripeDiscount = z.output<typeof discountSchema>;
export type StripeMetadata = z.output<typeof metadata>;
