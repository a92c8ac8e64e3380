import { z } from 'zod/v4';
import { moneySchema } from './money';
import { PAYOUT_METHODS, payoutPolicySchema, payoutProfileSchema } from './payout-profile';
import { currencySchema, idSchema, instantSchema } from './primitives';

export const BATCH_STATUSES = ['draft', 'approved', 'sent', 'completed', 'cancelled'] as const;

export type BatchStatus = (typeof BATCH_STATUSES)[number];

export const PAYOUT_STATUSES = ['claimed', 'sent', 'paid', 'failed', 'cancelled'] as const;

export type PayoutStatus = (typeof PAYOUT_STATUSES)[number];

/** A commission's part in a payout: what was left of it when it was claimed. May be negative. */
export const payoutEntrySchema = z.object({
	commissionId: idSchema,
	amount: moneySchema,
});

export type PayoutEntry = z.output<typeof payoutEntrySchema>;

/** What one affiliate is paid in one batch. `payable` = gross + added VAT − withheld. */
export const payoutSchema = z.object({
	payoutId: idSchema,
	batchId: idSchema,
	affiliateId: idSchema,
	affiliateCode: z.string(),
	gross: moneySchema.describe('Sum of the entries'),
	net: moneySchema.describe('Gross less VAT that is included in it'),
	vat: moneySchema.describe('Added to the net, or included in the gross'),
	withheld: moneySchema,
	payable: moneySchema.describe('What reaches the affiliate'),
	status: z.enum(PAYOUT_STATUSES),
	statusReason: z.string(),
	statementNumber: z.string().nullable().describe('Gapless; given when the batch is approved'),
	providerReference: z.string().nullable(),
	profile: payoutProfileSchema.describe('As it was when the payout was made'),
	createdAt: instantSchema,
});

export type Payout = z.output<typeof payoutSchema>;

export const batchApprovalSchema = z.object({ actor: z.string(), at: instantSchema });

/** Payouts of one currency and method that go out together. */
export const payoutBatchSchema = z.object({
	batchId: idSchema,
	batchKey: z.string().min(1).max(100).describe('Names the run, e.g. "2026-11"; never used twice'),
	currency: currencySchema,
	method: z.enum(PAYOUT_METHODS),
	status: z.enum(BATCH_STATUSES),
	total: moneySchema.describe('Sum of what is payable'),
	payoutCount: z.int().min(0),
	approvalsNeeded: z.int().min(1).max(2),
	approvals: z.array(batchApprovalSchema),
	policy: payoutPolicySchema,
	createdAt: instantSchema,
	createdBy: z.string(),
});

export type PayoutBatch = z.output<typeof payoutBatchSchema>;
