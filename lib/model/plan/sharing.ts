import { z } from 'zod/v4';
import { moneySchema } from '../money';
import { decimalSchema } from '../primitives';

/** What those earn who recruited the affiliate (C14), first level first. */
export const planLevelsSchema = z.object({
	basis: z
		.enum(['base', 'commission'])
		.describe("Percent of the order's base, or of the affiliate's own commission"),
	percents: z.array(decimalSchema).min(1).max(10).describe('One per level above the affiliate'),
	inactive: z
		.enum(['drop', 'compress'])
		.default('drop')
		.describe(
			'A level whose affiliate is not active: nobody earns it, or the next active one above does',
		),
});

export type PlanLevels = z.output<typeof planLevelsSchema>;

/** How several credited affiliates share one order (C15). */
export const planSplitSchema = z.object({
	mode: z
		.enum(['weights', 'bonuses'])
		.describe(
			'"weights": as the attribution weighs; "bonuses": a part to the first and the last, the rest equally to all',
		),
	firstPercent: decimalSchema.default('0'),
	lastPercent: decimalSchema.default('0'),
	minimumShare: moneySchema.nullable().default(null),
	belowMinimum: z
		.enum(['house', 'redistribute'])
		.default('house')
		.describe('Who gets a share below the minimum: the merchant, or the other affiliates'),
});

export type PlanSplit = z.output<typeof planSplitSchema>;

/** How long a subscription earns (C12); null and null: as long as it is paid. */
export const planRecurringSchema = z.object({
	maximumPayments: z.int().min(1).nullable().default(null),
	maximumMonths: z
		.int()
		.min(1)
		.nullable()
		.default(null)
		.describe('Calendar months from the first payment'),
});

export type PlanRecurring = z.output<typeof planRecurringSchema>;

/** What clicks earn: per click, or per thousand. */
export const planClicksSchema = z.object({
	type: z.enum(['per_click', 'per_thousand']),
	amount: moneySchema,
});

export type PlanClicks = z.output<typeof planClicksSchema>;
