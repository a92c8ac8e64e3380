import { z } from 'zod/v4';
import { CALENDAR_WINDOWS } from '../../kernel';
import { moneySchema } from '../money';
import { decimalSchema, timeZoneSchema } from '../primitives';

const percentageRateSchema = z.object({
	type: z.literal('percentage'),
	percent: decimalSchema.describe('"12.5" means 12.5 % of the base'),
	minimum: moneySchema.nullable().default(null).describe('At least this much per order'),
	maximum: moneySchema.nullable().default(null).describe('At most this much per order'),
});

const fixedRateSchema = z.object({
	type: z.literal('fixed'),
	amount: moneySchema.describe('Per order, sale or action; capped at the base where the plan says'),
});

const perUnitRateSchema = z.object({
	type: z.literal('per_unit'),
	amount: moneySchema.describe('Per piece of the lines it applies to'),
});

/** A rate without tiers. */
export const flatRateSchema = z.discriminatedUnion('type', [
	percentageRateSchema,
	fixedRateSchema,
	perUnitRateSchema,
]);

export const TIER_MODES = ['threshold', 'marginal'] as const;
export const TIER_METRICS = ['revenue', 'sales', 'commission'] as const;
export const TIER_WINDOWS = [...CALENDAR_WINDOWS, 'rolling'] as const;

export type TierMetric = (typeof TIER_METRICS)[number];

/** The stretch of time that counts. */
export const countingWindowFields = {
	window: z.enum(TIER_WINDOWS),
	rollingDays: z
		.int()
		.min(1)
		.max(3_650)
		.nullable()
		.default(null)
		.describe('Days before the order, for the window "rolling"'),
	timeZone: timeZoneSchema.default('UTC').describe('In which calendar windows begin'),
};

/** Volume tiers (C9). */
const tieredRateSchema = z.object({
	type: z.literal('tiered'),
	mode: z
		.enum(TIER_MODES)
		.default('threshold')
		.describe(
			'"threshold": the highest tier reached gives the rate of the whole order; "marginal": each tier rates only what lies above it',
		),
	metric: z
		.enum(TIER_METRICS)
		.describe('What counts: commission base, number of orders, or commission earned'),
	...countingWindowFields,
	isRetroactive: z
		.boolean()
		.default(false)
		.describe('Whether reaching a tier adds the difference for earlier orders of the window (C10)'),
	mayFallBack: z
		.boolean()
		.default(true)
		.describe('Whether refunds take an affiliate back below a tier that was reached'),
	tiers: z
		.array(
			z.object({
				from: decimalSchema.describe('Reached at this amount (plan currency) or number of orders'),
				rate: flatRateSchema,
			}),
		)
		.min(1)
		.max(50),
});

export const rateSchema = z.discriminatedUnion('type', [
	percentageRateSchema,
	fixedRateSchema,
	perUnitRateSchema,
	tieredRateSchema,
]);

export type FlatRate = z.output<typeof flatRateSchema>;
export type TieredRate = z.output<typeof tieredRateSchema>;
export type PlanRate = z.output<typeof rateSchema>;
