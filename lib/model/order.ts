import { z } from 'zod/v4';
import { addressSchema } from './address';
import { customerSchema } from './customer';
import { moneySchema } from './money';
import { codeSchema, currencySchema, idSchema, instantSchema, stringMapSchema } from './primitives';

export const STORE_PLATFORMS = ['shopify', 'woocommerce', 'magento', 'stripe', 'generic'] as const;

export const platformSchema = z.enum(STORE_PLATFORMS);

/**
 * One line. `net` is what the customer pays for the line after every discount (its share of order
 * discounts included) and before tax; `gross` is before discounts and before tax;
 * gross − discount = net.
 */
export const orderLineSchema = z.object({
	lineId: idSchema,
	productId: z.string().nullable(),
	variantId: z.string().nullable(),
	sku: z.string().nullable(),
	title: z.string(),
	categories: z.array(z.string()).max(100).default([]).describe('Product types or category names'),
	quantity: z.int().min(0),
	gross: moneySchema,
	discount: moneySchema,
	net: moneySchema,
	tax: moneySchema,
	isGiftCard: z.boolean(),
	isTip: z.boolean(),
});

export type OrderLine = z.output<typeof orderLineSchema>;

/**
 * Totals at the time of the order, refunds aside. `items` is the lines' gross (before discounts,
 * before tax, gift cards and tips included), `discount` all discounts on lines;
 * `total` is what the customer pays in all.
 */
export const orderTotalsSchema = z.object({
	items: moneySchema,
	discount: moneySchema,
	shipping: moneySchema.describe('After shipping discounts, before tax'),
	tax: moneySchema.describe('All tax, shipping tax included'),
	fees: moneySchema.describe('Other charges before tax'),
	tip: moneySchema,
	total: moneySchema,
});

/** Everything in the order that can tell who sent the customer. */
export const orderTrackingSchema = z.object({
	landingUrl: z.string().nullable().describe('First page of the session, with its query'),
	visits: z
		.array(
			z.object({
				landingUrl: z.string().nullable(),
				referrer: z.string().nullable(),
				occurredAt: instantSchema,
			}),
		)
		.max(100)
		.default([])
		.describe("Earlier visits of the customer, where the store tells its customer's journey"),
	referrer: z.string().nullable(),
	attributes: stringMapSchema.describe('Cart attributes and order meta, by key'),
	utm: stringMapSchema.describe('source, medium, campaign, term, content, id'),
	clientIp: z.string().nullable().describe('Truncated: last IPv4 octet zero, IPv6 to /48'),
	userAgent: z.string().nullable(),
	channel: z.string().nullable().describe('How the order was made: web, pos, admin, subscription'),
});

export const couponUseSchema = z.object({
	code: z.string().min(1),
	amount: moneySchema,
});

export const ORDER_STATUSES = [
	'pending',
	'paid',
	'partially_refunded',
	'refunded',
	'cancelled',
	'voided',
] as const;

/** How an order was paid, as far as the store tells. */
export const orderPaymentSchema = z.object({
	method: z.string().max(100).nullable().describe('Name of the gateway or method'),
	fingerprint: z
		.string()
		.max(200)
		.nullable()
		.describe('The same for the same card or account; not the number itself'),
	failedAttempts: z.int().min(0).nullable().describe('Refused attempts before it was paid'),
});

/** The subscription a payment belongs to. */
export const orderSubscriptionSchema = z.object({
	subscriptionId: idSchema.describe('Id in the store or billing system'),
	paymentNumber: z
		.int()
		.min(1)
		.nullable()
		.default(null)
		.describe('1 for the first payment; null when the store does not tell'),
	startedAt: instantSchema.nullable().default(null).describe('First payment, if the store tells'),
});

/** More lines than any shop's order has; what has more is set aside, whole. */
export const MOST_LINES = 100_000;

/** A store's order in one form for all stores. Amounts are in the store's own currency. */
export const orderSchema = z.object({
	platform: platformSchema,
	storeKey: idSchema.describe('The shop, e.g. "demo.myshopify.com"'),
	orderId: idSchema,
	orderNumber: z.string(),
	status: z.enum(ORDER_STATUSES),
	isTest: z.boolean(),
	createdAt: instantSchema,
	paidAt: instantSchema.nullable(),
	updatedAt: instantSchema,
	cancelledAt: instantSchema.nullable(),
	cancelReason: z.string().nullable(),
	currency: currencySchema,
	lines: z.array(orderLineSchema).max(MOST_LINES),
	totals: orderTotalsSchema,
	coupons: z.array(couponUseSchema).max(100),
	customer: customerSchema,
	tracking: orderTrackingSchema,
	billingAddress: addressSchema.nullable().default(null),
	shippingAddress: addressSchema.nullable().default(null),
	payment: orderPaymentSchema.nullable().default(null),
	checkoutStartedAt: instantSchema
		.nullable()
		.default(null)
		.describe('When the customer went to the checkout, if the store tells'),
	action: codeSchema
		.nullable()
		.default(null)
		.describe('Null for a sale; else the named action, such as "lead" or "signup"'),
	subscription: orderSubscriptionSchema.nullable().default(null),
	storeCredit: moneySchema
		.nullable()
		.default(null)
		.describe('Part of the total that was paid with gift cards or store credit'),
});

export type Order = z.output<typeof orderSchema>;
