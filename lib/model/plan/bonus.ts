import { z } from 'zod/v4';
import { CALENDAR_WINDOWS } from '../../kernel';
import { moneySchema } from '../money';
import { codeSchema, decimalSchema, timeZoneSchema } from '../primitives';

export const BONUS_METRICS = ['sales', 'revenue', 'commission', 'customers', 'clicks'] as const;

export type BonusMetric = (typeof BONUS_METRICS)[number];

/** Paid once per affiliate and window when the metric reaches the threshold (C11). */
export const planBonusSchema = z.object({
	bonusId: codeSchema.describe('Unique in the plan'),
	name: z.string().min(1).max(200),
	metric: z.enum(BONUS_METRICS).describe('Less what was refunded'),
	from: decimalSchema.describe('Amount in the programme currency, or a number'),
	window: z.enum(CALENDAR_WINDOWS),
	timeZone: timeZoneSchema.default('UTC'),
	reward: z.discriminatedUnion('type', [
		z.object({ type: z.literal('fixed'), amount: moneySchema }),
		z.object({
			type: z.literal('percentage'),
			percent: decimalSchema.describe('Of the commission earned in the window'),
		}),
	]),
	isClawedBack: z
		.boolean()
		.default(true)
		.describe('Whether refunds that take the metric below the threshold take the bonus back'),
	affiliateGroups: z.array(z.string()).max(5_000).default([]).describe('Empty: everybody'),
});

export type PlanBonus = z.output<typeof planBonusSchema>;
