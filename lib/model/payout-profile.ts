import { z } from 'zod/v4';
import { moneySchema } from './money';
import { decimalSchema, idSchema, instantSchema } from './primitives';

export const PAYOUT_METHODS = ['sepa', 'paypal', 'wise', 'manual'] as const;

export type PayoutMethod = (typeof PAYOUT_METHODS)[number];

export const VAT_MODES = ['none', 'added', 'included', 'reverse_charge'] as const;

export type VatMode = (typeof VAT_MODES)[number];

const shortText = z.string().trim().min(1).max(140);

export const postalAddressSchema = z.object({
	line1: shortText,
	line2: shortText.nullable().default(null),
	postalCode: z.string().trim().max(20).nullable().default(null),
	city: shortText,
	region: shortText.nullable().default(null),
	country: z.string().regex(/^[A-Z]{2}$/, { message: 'write a country code such as "DE"' }),
});

export type PostalAddress = z.output<typeof postalAddressSchema>;

/** Where the money goes. Bank details are stored encrypted. */
export const payoutAccountSchema = z.object({
	method: z.enum(PAYOUT_METHODS),
	accountHolder: shortText.nullable().default(null),
	iban: z.string().nullable().default(null),
	bic: z.string().nullable().default(null),
	accountNumber: z.string().nullable().default(null).describe('Wise, outside the IBAN area'),
	routingNumber: z
		.string()
		.nullable()
		.default(null)
		.describe('Wise: routing number, sort code or BSB'),
	email: z.string().nullable().default(null).describe('PayPal or Wise recipient'),
});

export type PayoutAccount = z.output<typeof payoutAccountSchema>;

/** What an affiliate's payouts need. A change makes a new version; none is ever edited. */
export const payoutProfileSchema = z.object({
	affiliateId: idSchema,
	version: z.int().min(1),
	account: payoutAccountSchema,
	legalName: shortText.nullable().default(null),
	address: postalAddressSchema.nullable().default(null),
	taxStatus: z
		.enum(['missing', 'submitted', 'verified', 'exempt'])
		.default('missing')
		.describe('Whether the tax details were handed in and checked'),
	taxId: z.string().max(50).nullable().default(null),
	vatId: z.string().max(50).nullable().default(null),
	vatMode: z.enum(VAT_MODES).default('none'),
	vatPercent: decimalSchema.default('0'),
	withholdingPercent: decimalSchema.default('0'),
	acceptsSelfBilling: z.boolean().default(false),
	minimum: moneySchema.nullable().default(null).describe("Instead of the policy's, if higher"),
	isOnHold: z.boolean().default(false),
	holdReason: z.string().max(500).nullable().default(null),
	createdAt: instantSchema,
	accountChangedAt: instantSchema.describe('Begins the cooling period (C35, F34)'),
});

export type PayoutProfile = z.output<typeof payoutProfileSchema>;

/** How a workspace pays. One record; a change makes a new version. */
export const payoutPolicySchema = z.object({
	version: z.int().min(1),
	minimums: z
		.array(moneySchema)
		.max(200)
		.describe('Smallest payout per currency; a currency that is not named has none'),
	coolingDays: z.int().min(0).max(365).default(7),
	minimumCustomers: z
		.int()
		.min(0)
		.default(0)
		.describe('Distinct customers before the first payout (C37)'),
	requiresTaxDetails: z.boolean().default(false),
	requiresSelfBillingConsent: z.boolean().default(false),
	secondApprovalAbove: z
		.array(moneySchema)
		.max(200)
		.default([])
		.describe('Batch totals above which two people must approve, per currency (C36)'),
	statementPrefix: z
		.string()
		.regex(/^[A-Za-z0-9/-]{0,20}$/, { message: 'use up to 20 letters, digits, dashes, slashes' })
		.default('SB-'),
	payer: z
		.object({
			name: shortText,
			address: postalAddressSchema.nullable().default(null),
			vatId: z.string().max(50).nullable().default(null),
			iban: z.string().nullable().default(null),
			bic: z.string().nullable().default(null),
			email: z.string().nullable().default(null),
		})
		.nullable()
		.default(null)
		.describe('Who pays: on statements and bank files'),
	createdAt: instantSchema,
});

export type PayoutPolicy = z.output<typeof payoutPolicySchema>;
