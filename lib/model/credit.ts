import { z } from 'zod/v4';
import { idSchema } from './primitives';
import { touchSchema } from './touch';
import { traceSchema } from './trace';

export const ATTRIBUTION_MODELS = ['last_click', 'first_click', 'linear'] as const;

export type AttributionModel = (typeof ATTRIBUTION_MODELS)[number];

export const COUPON_POLICIES = ['always', 'if_involved', 'if_winner'] as const;

export type CouponPolicy = (typeof COUPON_POLICIES)[number];

/** One affiliate's part in an order. Weights are integers; a share is weight / sum of weights. */
export const creditSchema = z.object({
	affiliateId: idSchema,
	affiliateCode: z.string(),
	weight: z.int().min(1),
	confidence: z.number().min(0).max(1),
	confidenceReason: z.string(),
	touch: touchSchema,
});

export type Credit = z.output<typeof creditSchema>;

export const ATTRIBUTION_OUTCOMES = [
	'attributed',
	'no_affiliate',
	'outside_window',
	'affiliate_inactive',
	'unknown_click',
] as const;

/** Who gets credit for an order, by which model, and why. */
export const attributionSchema = z.object({
	outcome: z.enum(ATTRIBUTION_OUTCOMES),
	programmeId: idSchema.nullable(),
	programmeCode: z.string().nullable(),
	model: z.enum(ATTRIBUTION_MODELS),
	couponPolicy: z.enum(COUPON_POLICIES),
	lookbackDays: z.int().min(0),
	credits: z.array(creditSchema),
	touches: z.array(touchSchema).describe('Every touch looked at, oldest first'),
	trace: traceSchema,
});

export type Attribution = z.output<typeof attributionSchema>;
