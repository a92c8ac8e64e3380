import { z } from 'zod/v4';
import { MOST_LINES, ORDER_STATUSES } from '../../model/order';
import { codeSchema, currencySchema } from '../../model/primitives';
import {
	amountField,
	idField,
	instantField,
	mapField,
	signedAmountField,
	textField,
} from './fields';

/** What a shop, an app or a billing system of any make may tell. */
export const GENERIC_ORDER_EVENTS = [
	'order.created',
	'order.paid',
	'order.updated',
	'order.cancelled',
] as const;

const GENERIC_DISPUTE_EVENTS = ['dispute.opened', 'dispute.won', 'dispute.lost'] as const;

/** Action ids become part of an order id, so they are shorter than other ids. */
const MAX_ACTION_ID = 90;

const currencyField = currencySchema.describe('ISO 4217 code; every amount beside it is in it');

const lineSchema = z
	.object({
		id: idField.optional().describe('Refunds name it; default: the position, "1", "2" …'),
		sku: textField,
		productId: textField,
		variantId: textField,
		title: textField,
		categories: z.array(z.string()).max(100).default([]).describe('Product types or categories'),
		quantity: z.int().min(0).default(1),
		unitPrice: signedAmountField.optional().describe('Before discounts and before tax'),
		total: signedAmountField
			.optional()
			.describe('What the line costs after discounts and before tax; goes before unitPrice'),
		discount: amountField.optional().describe('Discounts on the whole line, before tax'),
		tax: signedAmountField.optional().describe('Tax on the whole line'),
		isGiftCard: z.boolean().default(false).describe('Whether the line sells a gift card'),
	})
	.refine(({ unitPrice, total }) => unitPrice !== undefined || total !== undefined, {
		message: 'give the line a unitPrice or a total',
	});

const addressFields = z.object({
	line: textField.describe('Street and number'),
	postcode: textField,
	city: textField,
	country: textField.describe('ISO 3166 code'),
	lastName: textField,
});

const paymentSchema = z.object({
	method: textField.describe('Name of the gateway or method'),
	fingerprint: textField.describe('The same for the same card or account; never its number'),
	failedAttempts: z.int().min(0).nullish().describe('Refused attempts before it was paid'),
});

const customerSchema = z.object({
	id: textField,
	email: textField,
	phone: textField,
	firstName: textField,
	lastName: textField,
	country: textField.describe('ISO 3166 code of the billing address'),
	ordersBefore: z.int().min(0).nullish().describe('Earlier orders of the customer'),
	acceptsMarketing: z.boolean().nullish(),
});

const trackingSchema = z.object({
	landingUrl: textField.describe('First page of the visit, with its query'),
	referrer: textField,
	clickId: textField.describe('Click id that the tracker gave to the landing page'),
	affiliateCode: textField.describe('Code of the affiliate, where no click id is known'),
	utm: mapField.describe('source, medium, campaign, term, content, id'),
	attributes: mapField.describe('Anything else that tells where the customer comes from'),
	clientIp: textField.describe("The customer's address; only its network is kept"),
	userAgent: textField,
	channel: textField.describe('How the order was made: web, pos, admin, subscription'),
});

const subscriptionSchema = z.object({
	id: idField,
	paymentNumber: z.int().min(1).nullish().describe('1 for the first payment'),
	startedAt: instantField.nullish().describe('When the first payment was made'),
});

const couponSchema = z.union([
	z.string().trim().min(1).max(200),
	z.object({ code: z.string().trim().min(1).max(200), amount: amountField.optional() }),
]);

const orderSchema = z
	.object({
		id: idField,
		number: textField.describe('What people call the order; default: the id'),
		currency: currencyField,
		status: z.enum(ORDER_STATUSES).optional().describe('Default: what the event says'),
		test: z.boolean().default(false),
		createdAt: instantField,
		updatedAt: instantField.nullish(),
		paidAt: instantField.nullish(),
		cancelledAt: instantField.nullish(),
		cancelReason: textField,
		lines: z
			.array(lineSchema)
			.max(MOST_LINES)
			.default([])
			.describe('May be left out beside a total'),
		total: signedAmountField
			.optional()
			.describe('What the customer pays in all, tax and shipping included'),
		shipping: amountField.optional().describe('Before tax'),
		tax: amountField.optional().describe('All tax; default: that of the lines'),
		fees: amountField.optional().describe('Other charges, before tax'),
		storeCredit: amountField.optional().describe('Part paid with gift cards or store credit'),
		coupons: z.array(couponSchema).max(100).default([]),
		customer: customerSchema.nullish(),
		tracking: trackingSchema.nullish(),
		subscription: subscriptionSchema.nullish(),
		billingAddress: addressFields.nullish(),
		shippingAddress: addressFields.nullish(),
		payment: paymentSchema.nullish(),
		checkoutStartedAt: instantField.nullish().describe('When the checkout began'),
	})
	.refine(({ lines, total }) => lines.length > 0 || total !== undefined, {
		message: 'give the order lines or a total',
	});

const refundSchema = z.object({
	id: idField,
	orderId: idField.describe('The order; of an action it is action:<name>:<id>'),
	currency: currencyField,
	createdAt: instantField.nullish(),
	kind: z.enum(['refund', 'chargeback']).default('refund'),
	reason: textField,
	total: amountField.describe('What went back in all, tax and shipping included'),
	shipping: amountField.optional().describe('Before tax'),
	lines: z
		.array(
			z.object({
				lineId: idField,
				quantity: z.int().min(0).default(0),
				total: amountField.describe('What went back for the line, before tax'),
				tax: amountField.optional(),
			}),
		)
		.max(MOST_LINES)
		.nullish()
		.describe('Left out when only an amount went back'),
});

const disputeSchema = z.object({
	id: idField,
	orderId: idField,
	currency: currencyField,
	amount: amountField.describe('What is disputed, without the fee of the bank'),
	reason: textField,
	openedAt: instantField.nullish(),
	updatedAt: instantField.nullish(),
});

const actionSchema = z.object({
	id: idField
		.refine((id) => id.length <= MAX_ACTION_ID, {
			message: `use at most ${MAX_ACTION_ID} characters`,
		})
		.describe('The same action always has the same id, so that it counts once'),
	name: codeSchema.describe('Such as "lead" or "signup"; the plan pays for it by this name'),
	occurredAt: instantField,
	currency: currencyField,
	value: amountField.optional().describe('What the action is worth, if it is worth anything'),
	test: z.boolean().default(false),
	customer: customerSchema.nullish(),
	tracking: trackingSchema.nullish(),
});

const envelope = {
	store: textField.describe(
		"Key of the shop; default: the trigger's 'Store Key', which it must be where that is filled in",
	),
	occurredAt: instantField.nullish().describe('When it happened; default: the times of the record'),
};

/**
 * Body of the signed generic format. Signed over the raw body in the header
 * `X-Affiliate-Signature: t=<unix seconds>,v1=<hex HMAC-SHA-256 of "<t>.<body>">`.
 */
export const genericEventSchema = z.discriminatedUnion('event', [
	z.object({ ...envelope, event: z.enum(GENERIC_ORDER_EVENTS), order: orderSchema }),
	z.object({ ...envelope, event: z.literal('refund.created'), refund: refundSchema }),
	z.object({ ...envelope, event: z.enum(GENERIC_DISPUTE_EVENTS), dispute: disputeSchema }),
	z.object({ ...envelope, event: z.literal('action.recorded'), action: actionSchema }),
]);

export type GenericEvent = z.output<typeof genericEventSchema>;
export type GenericOrder = z.output<typeof orderSchema>;
export type GenericLine = z.output<typeof lineSchema>;
export type GenericRefund = z.output<typeof refundSchema>;
export type GenericDispute = z.output<typeof disputeSchema>;
export type GenericAction = z.output<typeof actionSchema>;
export type GenericOrderEvent = (typeof GENERIC_ORDER_EVENTS)[number];
export type GenericCustomer = z.output<typeof customerSchema>;
export type GenericTracking = z.output<typeof trackingSchema>;
