import { z } from 'zod/v4';
import { moneySchema } from './money';
import { CUSTOMER_TYPES } from './plan/rule';
import { currencySchema, exactRateSchema, idSchema, instantSchema } from './primitives';
import { traceSchema } from './trace';

export const COMMISSION_STATUSES = [
	'pending',
	'held',
	'approved',
	'in_batch',
	'paid',
	'declined',
	'reversed',
] as const;

/**
 * What a commission is for. `level`: another affiliate's order (multi-level). `manual`: booked by a
 * person. `opening`: a balance brought over from another system.
 */
export const COMMISSION_KINDS = [
	'sale',
	'recurring',
	'action',
	'click',
	'level',
	'bonus',
	'manual',
	'opening',
] as const;

export type CommissionKind = (typeof COMMISSION_KINDS)[number];

export type CommissionStatus = (typeof COMMISSION_STATUSES)[number];

/** The exchange rate a commission was booked at; its refunds use the same one. */
export const lockedRateSchema = z.object({
	from: currencySchema,
	to: currencySchema,
	rate: exactRateSchema.describe('Units of `to` per unit of `from`'),
	asOf: instantSchema,
	source: z.string(),
});

/** What one beneficiary earns on one order, with everything needed to compute it again. */
export const commissionLineSchema = z.object({
	affiliateId: idSchema,
	affiliateCode: z.string(),
	kind: z.enum(COMMISSION_KINDS),
	level: z.int().min(0).default(0).describe('0 for the credited affiliate, 1 for who recruited it'),
	sourceAffiliateId: idSchema
		.nullable()
		.default(null)
		.describe('Whose order it was, for a level above it'),
	amount: moneySchema.describe('In the currency of the programme'),
	uncappedAmount: moneySchema
		.nullable()
		.default(null)
		.describe('What it was before caps cut it; null when none did'),
	countsTowardsTier: z
		.boolean()
		.default(false)
		.describe('Booked even at zero, because tiers count the order'),
	orderAmount: moneySchema.describe('The same in the currency of the order'),
	base: moneySchema.describe('Commission base of the order'),
	weight: z.int().min(1),
	weightTotal: z.int().min(1),
	rate: z.string().describe('In words: "12.5 %"'),
	ruleIds: z.array(z.string()).default([]).describe('Rules of the plan that gave the rate'),
	parts: z
		.array(z.object({ lineId: idSchema, amount: moneySchema }))
		.default([])
		.describe('Per line of the order; they sum to `amount` (C4)'),
	lockedRate: lockedRateSchema.nullable(),
	sentence: z.string().describe('The whole computation in one sentence'),
});

export type LockedRate = z.output<typeof lockedRateSchema>;
export type CommissionLine = z.output<typeof commissionLineSchema>;

export const COMMISSION_OUTCOMES = ['commissioned', 'held', 'skipped'] as const;

export const COMMISSION_REASONS = [
	'priced',
	'review_required',
	'manual_approval',
	'missing_exchange_rate',
	'no_affiliate',
	'rejected_by_fraud_check',
	'no_plan_in_effect',
	'order_not_paid',
	'test_order',
	'nothing_commissionable',
	'recurring_ended',
	'cap_reached',
	'imported',
] as const;

/** What an affiliate reached in a window before this order. Refunds are taken off but for `gross`. */
export const reachedMetricsSchema = z.object({
	key: z.string().describe('Made by the engine from affiliate and window'),
	affiliateId: idSchema,
	from: instantSchema.nullable(),
	to: instantSchema,
	revenue: moneySchema.describe('Commission base, in the currency of the programme'),
	sales: z.int().min(0),
	commission: moneySchema,
	grossRevenue: moneySchema,
	grossSales: z.int().min(0),
	grossCommission: moneySchema,
});

export type ReachedMetrics = z.output<typeof reachedMetricsSchema>;

/** An affiliate as plan rules see it. */
export const pricedAffiliateSchema = z.object({
	affiliateId: idSchema,
	code: z.string(),
	status: z.string(),
	groupCode: z.string().nullable(),
	parentId: idSchema.nullable(),
});

export type PricedAffiliate = z.output<typeof pricedAffiliateSchema>;

/**
 * Everything the price depends on besides order, credits, plan and programme. It is kept with the
 * order, so that an edit of the order, a re-rating and a backtest start from the same facts (C23).
 */
export const pricingContextSchema = z.object({
	affiliates: z
		.array(pricedAffiliateSchema)
		.describe('The credited affiliates and those above them'),
	customerType: z.enum(CUSTOMER_TYPES),
	paymentNumber: z.int().min(1).nullable().describe('Of the subscription; null: not known'),
	firstPaymentAt: instantSchema.nullable(),
	metrics: z.array(reachedMetricsSchema),
	exchangeRate: lockedRateSchema
		.nullable()
		.describe("From the order's currency to the programme's; null when none is known or needed"),
});

export type PricingContext = z.output<typeof pricingContextSchema>;

/** A limit that the ledger applies again under a lock when it books. */
export const capClaimSchema = z.object({
	capId: z.string(),
	scope: z.enum(['customer', 'affiliate', 'programme']),
	affiliateId: idSchema.nullable().describe('For the scope "affiliate"'),
	from: instantSchema.nullable(),
	to: instantSchema.nullable().describe('Exclusive'),
	limit: moneySchema,
});

export type CapClaim = z.output<typeof capClaimSchema>;

/** Earlier orders that a tier which this order reached rates anew (C10). */
export const retroactiveTierSchema = z.object({
	affiliateId: idSchema,
	ruleId: z.string().nullable(),
	from: instantSchema.nullable(),
	to: instantSchema,
});

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
	lifetimeDays: z
		.int()
		.nullable()
		.default(null)
		.describe('Binds the customer to the credited affiliate for these days (C13)'),
	caps: z.array(capClaimSchema).default([]),
	retroactive: z.array(retroactiveTierSchema).default([]),
	context: pricingContextSchema.nullable().default(null),
	trace: traceSchema,
});

export type Commission = z.output<typeof commissionSchema>;

/** A commission as the ledger keeps it. Its status is that of its last move. */
export const recordedCommissionSchema = z.object({
	commissionId: idSchema,
	conversionId: idSchema,
	programmeId: idSchema,
	affiliateId: idSchema,
	kind: z.enum(COMMISSION_KINDS),
	amount: moneySchema.describe('As first booked'),
	adjusted: moneySchema.describe('Added since by order edits and re-rating; may be negative'),
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
