import { z } from 'zod/v4';
import { moneySchema } from './money';
import { currencySchema, decimalSchema, idSchema, instantSchema } from './primitives';
import { traceSchema } from './trace';

export const COMMISSION_STATUSES = [
	'pending',
	'held',
	'approved',
	'paid',
	'declined',
	'reversed',
] as const;

export type CommissionStatus = (typeof COMMISSION_STATUSES)[number];

/** The exchange rate a commission was booked at; its refunds use the same one. */
export const lockedRateSchema = z.object({
	from: currencySchema,
	to: currencySchema,
	rate: decimalSchema.describe('Units of `to` per unit of `from`'),
	asOf: instantSchema,
	source: z.string(),
});

/** What one beneficiary earns on one order, with everything needed to compute it again. */
export const commissionLineSchema = z.object({
	affiliateId: idSchema,
	affiliateCode: z.string(),
	kind: z.enum(['sale']),
	amount: moneySchema.describe('In the currency of the programme'),
	orderAmount: moneySchema.describe('The same in the currency of the order'),
	base: moneySchema.describe('Commission base of the order'),
	weight: z.int().min(1),
	weightTotal: z.int().min(1),
	rate: z.string().describe('In words: "12.5 %"'),
	lockedRate: lockedRateSchema.nullable(),
	sentence: z.string().describe('The whole computation in one sentence'),
});

export type LockedRate = z.output<typeof lockedRateSchema>;
export type CommissionLine = z.output<typeof commissionLineSchema>;

export const COMMISSION_OUTCOMES = ['commissioned', 'held', 'skipped'] as const;

export const COMMISSION_REASONS = [
	'priced',
	'review_required',
	'missing_exchange_rate',
	'no_affiliate',
	'rejected_by_fraud_check',
	'no_plan_in_effect',
	'order_not_paid',
	'test_order',
	'nothing_commissionable',
] as const;

/** The engine's answer for one order: exact lines, or the reason why there are none. */
export const commissionSchema = z.object({
	outcome: z.enum(COMMISSION_OUTCOMES),
	reason: z.enum(COMMISSION_REASONS),
	programmeId: idSchema.nullable(),
	planId: idSchema.nullable(),
	planVersion: z.int().min(1).nullable(),
	base: moneySchema.nullable(),
	baseLines: z
		.array(z.object({ lineId: idSchema, base: moneySchema, net: moneySchema }))
		.describe('Per line, plus pseudo-lines "shipping" and "fees"'),
	lines: z.array(commissionLineSchema),
	total: moneySchema.nullable(),
	holdUntil: instantSchema.nullable(),
	trace: traceSchema,
});

export type Commission = z.output<typeof commissionSchema>;

/** A commission as the ledger keeps it. Its status is that of its last move. */
export const recordedCommissionSchema = z.object({
	commissionId: idSchema,
	conversionId: idSchema,
	programmeId: idSchema,
	affiliateId: idSchema,
	kind: z.enum(['sale']),
	amount: moneySchema.describe('As first booked'),
	reversed: moneySchema.describe('Taken back so far'),
	status: z.enum(COMMISSION_STATUSES),
	statusReason: z.string(),
	holdUntil: instantSchema.nullable(),
	planId: idSchema,
	planVersion: z.int().min(1),
	line: commissionLineSchema,
	trace: traceSchema,
	createdAt: instantSchema,
});

export type RecordedCommission = z.output<typeof recordedCommissionSchema>;
