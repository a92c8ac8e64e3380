import { z } from 'zod/v4';
import { CALENDAR_WINDOWS, ROUNDING_MODES } from '../kernel';
import { moneySchema } from './money';
import { decimalSchema, idSchema, instantSchema } from './primitives';

const percentageRateSchema = z.object({
	type: z.literal('percentage'),
	percent: decimalSchema.describe('"12.5" means 12.5 % of the base'),
});

const fixedRateSchema = z.object({
	type: z.literal('fixed'),
	amount: moneySchema.describe('Per order; never more than the base'),
});

/** A rate without tiers. */
export const flatRateSchema = z.discriminatedUnion('type', [percentageRateSchema, fixedRateSchema]);

/** Threshold tiers: the highest tier reached gives the rate of the whole order. */
const tieredRateSchema = z.object({
	type: z.literal('tiered'),
	metric: z.enum(['revenue', 'sales']).describe('What counts: commission base, or orders'),
	window: z.enum(CALENDAR_WINDOWS).describe('Calendar window in UTC'),
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
	tieredRateSchema,
]);

export type FlatRate = z.output<typeof flatRateSchema>;
export type PlanRate = z.output<typeof rateSchema>;

/** A rate of one affiliate that goes before the plan's own, while it is in effect. */
export const affiliateRateSchema = z.object({
	affiliateId: idSchema,
	rate: rateSchema,
	effectiveFrom: instantSchema.nullable(),
	effectiveTo: instantSchema.nullable().describe('Exclusive'),
});

/** What the base of a commission holds. Tax, shipping and gift cards stay out by default. */
export const baseRulesSchema = z.object({
	includeTax: z.boolean(),
	includeShipping: z.boolean(),
	includeFees: z.boolean(),
	excludedSkus: z.array(z.string()).max(5_000),
});

/** How a programme pays, as data. A change makes a new version; a version is never edited. */
export const planSchema = z.object({
	planId: idSchema,
	programmeId: idSchema,
	name: z.string().min(1).max(200),
	version: z.int().min(1),
	effectiveFrom: instantSchema,
	effectiveTo: instantSchema.nullable().describe('Exclusive; null while in force'),
	rate: rateSchema,
	affiliateRates: z.array(affiliateRateSchema).max(5_000),
	base: baseRulesSchema,
	rounding: z.enum(ROUNDING_MODES),
	holdDays: z.int().min(0).max(730),
	createdAt: instantSchema,
});

export type Plan = z.output<typeof planSchema>;
export type PlanJson = z.input<typeof planSchema>;
