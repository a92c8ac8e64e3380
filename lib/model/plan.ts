import { z } from 'zod/v4';
import { ROUNDING_MODES } from '../kernel';
import { moneySchema } from './money';
import { planBonusSchema } from './plan/bonus';
import { planCapSchema } from './plan/cap';
import { checkPlan } from './plan/check-plan';
import { rateSchema } from './plan/rate';
import { planRuleSchema, RULE_MODES } from './plan/rule';
import {
	planClicksSchema,
	planLevelsSchema,
	planRecurringSchema,
	planSplitSchema,
} from './plan/sharing';
import { idSchema, instantSchema } from './primitives';

export { flatRateSchema, rateSchema, type FlatRate, type PlanRate } from './plan/rate';

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
	excludedCategories: z.array(z.string()).max(5_000).default([]),
	includeStoreCredit: z
		.boolean()
		.default(false)
		.describe('Whether what was paid with gift cards or store credit counts'),
});

const planFields = z.object({
	planId: idSchema,
	programmeId: idSchema,
	name: z.string().min(1).max(200),
	version: z.int().min(1),
	effectiveFrom: instantSchema,
	effectiveTo: instantSchema.nullable().describe('Exclusive; null while in force'),
	rate: rateSchema.nullable().describe('Where no rule applies; null: nothing'),
	affiliateRates: z.array(affiliateRateSchema).max(5_000),
	rules: z.array(planRuleSchema).max(5_000).default([]),
	ruleMode: z
		.enum(RULE_MODES)
		.default('priority')
		.describe(
			'Of several rules that apply: the one that goes first, the one that pays most on this order, or all together (C6)',
		),
	base: baseRulesSchema,
	isCappedAtBase: z
		.boolean()
		.default(true)
		.describe('Whether the commission on a sale is never more than its base (C8)'),
	caps: z.array(planCapSchema).max(100).default([]),
	levels: planLevelsSchema.nullable().default(null),
	split: planSplitSchema.nullable().default(null).describe('Null: as the attribution weighs'),
	recurring: planRecurringSchema
		.nullable()
		.default(null)
		.describe('Null: every payment of a subscription earns'),
	lifetimeDays: z
		.int()
		.min(1)
		.max(36_500)
		.nullable()
		.default(null)
		.describe('Binds a customer to the affiliate for these days from the last order (C13)'),
	clicks: planClicksSchema.nullable().default(null),
	bonuses: z.array(planBonusSchema).max(100).default([]),
	manualApprovalAbove: moneySchema
		.nullable()
		.default(null)
		.describe('An order that earns more waits for a person (C38)'),
	rounding: z.enum(ROUNDING_MODES),
	holdDays: z.int().min(0).max(730),
	createdAt: instantSchema,
});

/** How a programme pays, as data. A change makes a new version; a version is never edited. */
export const planSchema = planFields.superRefine(checkPlan);

export type Plan = z.output<typeof planFields>;
export type PlanJson = z.input<typeof planFields>;
