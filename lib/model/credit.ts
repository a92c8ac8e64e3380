import { z } from 'zod/v4';
import { idSchema } from './primitives';
import { touchSchema } from './touch';
import { traceSchema } from './trace';

export const ATTRIBUTION_MODELS = [
	'last_click',
	'first_click',
	'last_non_coupon',
	'linear',
	'position_based',
	'time_decay',
	'assisted',
	'data_driven',
] as const;

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

/** A touch that came into a purchase already under way, set aside in favour of an earlier one (F10). */
export const interceptionSchema = z.object({
	affiliateId: idSchema,
	affiliateCode: z.string(),
	clickId: idSchema.nullable(),
	secondsBeforeOrder: z.int().min(0),
	givenTo: z.array(idSchema).describe('Affiliates whose earlier touches keep the credit'),
});

export type Interception = z.output<typeof interceptionSchema>;

/** Who gets credit for an order, by which model, and why. */
export const attributionSchema = z.object({
	outcome: z.enum(ATTRIBUTION_OUTCOMES),
	programmeId: idSchema.nullable(),
	programmeCode: z.string().nullable(),
	model: z.enum(ATTRIBUTION_MODELS),
	fallbackModel: z
		.enum(ATTRIBUTION_MODELS)
		.nullable()
		.default(null)
		.describe('What decided where the data-driven model had too little data'),
	couponPolicy: z.enum(COUPON_POLICIES),
	lookbackDays: z.int().min(0),
	credits: z.array(creditSchema),
	touches: z.array(touchSchema).describe('Every touch looked at, oldest first'),
	interceptions: z.array(interceptionSchema).default([]),
	journeyIds: z
		.array(z.string())
		.max(50)
		.default([])
		.describe('Browsers of the customer that the order joins'),
	decidedBy: z
		.string()
		.nullable()
		.default(null)
		.describe('The person who attributed the order by hand; null for the rules'),
	trace: traceSchema,
});

export type Attribution = z.output<typeof attributionSchema>;

/** What an attribution has to say only where journeys, models or a person had a part in it. */
export const PLAIN_ATTRIBUTION: Pick<
	Attribution,
	'fallbackModel' | 'interceptions' | 'journeyIds' | 'decidedBy'
> = { fallbackModel: null, interceptions: [], journeyIds: [], decidedBy: null };
