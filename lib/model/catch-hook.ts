import { z } from 'zod/v4';
import { idSchema, instantSchema } from './primitives';

/** Goes up when a key changes its meaning or goes; new keys leave it as it is. */
export const CATCH_HOOK_VERSION = 1;

const text = z.string().nullable();
const instant = instantSchema.nullable();
const amount = z
	.string()
	.regex(/^-?\d+(\.\d+)?$/)
	.nullable();

/**
 * One event as a catch hook of Zapier, Make, Pabbly Connect or another service gets it: one flat
 * object, every key always there and null where there is nothing to tell, so that a service learns
 * all fields from any sample. Amounts are decimals as text, moments ISO 8601 in UTC.
 */
export const catchHookEventSchema = z.strictObject({
	event: z.string().min(1).describe('Such as "conversion.recorded" or "order.paid"'),
	event_id: idSchema.describe('The same for the same event however often it is sent'),
	occurred_at: instantSchema,
	schema_version: z.literal(CATCH_HOOK_VERSION),
	is_sample: z.boolean().describe('True for an example that was sent to show the fields'),
	record_id: text.describe('What the event is about: conversion, payout, refund, order'),
	event_data: text.describe('Further details of an event of the ledger, as JSON'),

	order_platform: text,
	order_store: text.describe('The shop, such as "demo.myshopify.com"'),
	order_id: text.describe("The shop's own id"),
	order_number: text.describe('As the customer knows it'),
	order_status: text,
	order_is_test: z.boolean().nullable(),
	order_created_at: instant,
	order_paid_at: instant,
	order_currency: text,
	order_total: amount.describe('What the customer pays in all'),
	order_items_total: amount.describe('All lines before discounts and tax'),
	order_discount: amount,
	order_shipping: amount,
	order_tax: amount,
	order_coupons: text.describe('Codes, separated by commas'),
	order_quantity: z.int().nullable().describe('Pieces in all lines'),
	order_skus: text.describe('Of the first 50 lines, separated by commas'),
	order_products: text.describe('Titles of the first 50 lines, separated by semicolons'),

	refund_id: text,
	refund_kind: text.describe('refund, cancellation or chargeback'),
	refund_created_at: instant,
	refund_currency: text,
	refund_total: amount.describe('Money that went back in all; positive'),

	affiliate_code: text.describe('The affiliate with the largest share'),
	affiliate_codes: text.describe('All credited affiliates, separated by commas'),
	affiliate_programme: text,
	affiliate_coupon: text.describe('The code that credited the affiliate'),
	affiliate_clicked_at: instant,
	attribution_outcome: text,
	attribution_model: text,
	first_touch_affiliate: text,
	first_touch_at: instant,
	last_touch_affiliate: text,
	last_touch_at: instant,

	commission_amount: amount.describe('What is left after reversals, all affiliates together'),
	commission_currency: text,
	commission_status: text.describe('Statuses of the commissions, separated by commas'),

	customer_key: text.describe('Keyed hash: the same customer has the same, whoever it is'),
	customer_order_count: z.int().nullable(),
	customer_lifetime_value: amount,
	customer_lifetime_currency: text,
	contact_email: text.describe('Contact: null unless the sender was told to include it'),
	contact_first_name: text,
	contact_last_name: text,
	contact_phone: text,
	contact_country: text,
	contact_accepts_marketing: z.boolean().nullable(),
});

export type CatchHookEvent = z.output<typeof catchHookEventSchema>;
