import { z } from 'zod/v4';
import { codeSchema, idSchema, instantSchema } from '../primitives';
import { conditionSchema } from './condition';
import { rateSchema } from './rate';

const codeListSchema = z.array(z.string().trim().min(1).max(200)).max(5_000).default([]);

export const CUSTOMER_TYPES = ['new', 'returning', 'unknown'] as const;

export type CustomerType = (typeof CUSTOMER_TYPES)[number];

/** What a rule looks for; an empty list or null does not matter. All that is given must match. */
export const ruleMatchSchema = z.object({
	affiliateIds: z.array(idSchema).max(5_000).default([]),
	affiliateGroups: codeListSchema,
	coupons: codeListSchema,
	skus: codeListSchema,
	productIds: codeListSchema,
	categories: codeListSchema,
	campaigns: codeListSchema.describe('The utm_campaign of the order'),
	countries: codeListSchema.describe('ISO 3166 codes of the billing country'),
	actions: codeListSchema.describe('Named actions such as "lead"; empty: sales only'),
	customer: z.enum(['new', 'returning']).nullable().default(null),
	paymentFrom: z.int().min(1).nullable().default(null).describe('First subscription payment'),
	paymentTo: z.int().min(1).nullable().default(null).describe('Last subscription payment'),
});

export type RuleMatch = z.output<typeof ruleMatchSchema>;

/**
 * A rate for some orders or lines of orders. Precedence (C5): affiliate, then coupon, product or
 * SKU, category, group, campaign, all; then more dimensions, priority, place in the list.
 */
export const planRuleSchema = z.object({
	ruleId: codeSchema.describe('Unique in the plan'),
	name: z.string().min(1).max(200),
	match: ruleMatchSchema.default(() => ruleMatchSchema.parse({})),
	when: conditionSchema.nullable().default(null),
	rate: rateSchema,
	priority: z.int().min(-1_000_000).max(1_000_000).default(0).describe('Higher goes first'),
	holdDays: z.int().min(0).max(730).nullable().default(null),
	effectiveFrom: instantSchema.nullable().default(null),
	effectiveTo: instantSchema.nullable().default(null).describe('Exclusive'),
});

export type PlanRule = z.output<typeof planRuleSchema>;

export const RULE_MODES = ['priority', 'best', 'stack'] as const;

export type RuleMode = (typeof RULE_MODES)[number];
