import { z } from 'zod/v4';
import { moneySchema } from './money';
import { idSchema, instantSchema } from './primitives';

/** Who bought, as the store tells it. Everything but the record itself may be unknown. */
export const customerSchema = z.object({
	customerId: idSchema.nullable().describe('Id in the store; null for a guest'),
	email: z.string().nullable(),
	phone: z.string().nullable(),
	firstName: z.string().nullable(),
	lastName: z.string().nullable(),
	country: z.string().nullable().describe('ISO 3166 code of the billing address'),
	ordersBefore: z.int().min(0).nullable().describe('Earlier orders the store counts, if it tells'),
	acceptsMarketing: z.boolean().nullable(),
});

export type Customer = z.output<typeof customerSchema>;

/** What the ledger knows of a customer across orders. */
export const customerSummarySchema = z.object({
	customerKey: z.string().describe('Keyed hash; holds no personal data'),
	orderCount: z.int().min(0),
	lifetimeValue: moneySchema.describe('Net value of all orders less refunds'),
	firstOrderAt: instantSchema.nullable(),
	lastOrderAt: instantSchema.nullable(),
	firstAffiliateCode: z.string().nullable(),
	firstTouchAt: instantSchema.nullable(),
	lastAffiliateCode: z.string().nullable(),
	lastTouchAt: instantSchema.nullable(),
});

export type CustomerSummary = z.output<typeof customerSummarySchema>;
