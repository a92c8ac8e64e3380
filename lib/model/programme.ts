import { z } from 'zod/v4';
import { ATTRIBUTION_MODELS, COUPON_POLICIES } from './credit';
import { codeSchema, currencySchema, idSchema, instantSchema } from './primitives';

/** What the models need beside their name. */
export const attributionSettingsSchema = z
	.object({
		halfLifeDays: z
			.number()
			.positive()
			.max(365)
			.describe('Time decay: a touch this old counts half'),
		firstPercent: z.int().min(0).max(100).describe('Position-based: part of the first touch'),
		lastPercent: z.int().min(0).max(100).describe('Position-based: part of the last touch'),
		interceptionSeconds: z
			.int()
			.min(0)
			.max(3_600)
			.describe(
				'A first touch this shortly before the order came into a purchase under way; 0: off',
			),
		interceptionLookbackDays: z
			.int()
			.min(0)
			.max(730)
			.describe('An earlier touch within these days gets the credit back (F10)'),
		weightsMaximumAgeDays: z.int().min(1).max(365).describe('Older data-driven weights fall back'),
		fallbackModel: z
			.enum(ATTRIBUTION_MODELS)
			.exclude(['data_driven'])
			.describe('What decides where the data-driven model has too little data'),
	})
	.refine(({ firstPercent, lastPercent }) => firstPercent + lastPercent <= 100, {
		message: 'the parts of the first and the last touch must not come to more than 100',
		path: ['lastPercent'],
	});

export type AttributionSettings = z.output<typeof attributionSettingsSchema>;

export const DEFAULT_ATTRIBUTION_SETTINGS: AttributionSettings = {
	halfLifeDays: 7,
	firstPercent: 40,
	lastPercent: 40,
	interceptionSeconds: 120,
	interceptionLookbackDays: 30,
	weightsMaximumAgeDays: 30,
	fallbackModel: 'position_based',
};

const hostSchema = z
	.string()
	.trim()
	.toLowerCase()
	.regex(/^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?$/, {
		message: 'write a host such as "shop.example.com" or "*.example.com", without https://',
	});

/** One affiliate programme of a merchant: where links may lead and how credit is given. */
export const programmeSchema = z.object({
	programmeId: idSchema,
	code: codeSchema,
	name: z.string().min(1).max(200),
	status: z.enum(['active', 'paused']),
	currency: currencySchema.describe('Currency that commissions are booked in'),
	allowedHosts: z.array(hostSchema).max(200).describe('Hosts that links may lead to'),
	fallbackUrl: z.url({ protocol: /^https?$/ }).describe('Where unknown or paused links lead'),
	lookbackDays: z.int().min(0).max(730),
	attributionModel: z.enum(ATTRIBUTION_MODELS),
	couponPolicy: z.enum(COUPON_POLICIES),
	attributionSettings: attributionSettingsSchema.default(DEFAULT_ATTRIBUTION_SETTINGS),
	createdAt: instantSchema,
	updatedAt: instantSchema,
});

export type Programme = z.output<typeof programmeSchema>;
