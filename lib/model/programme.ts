import { z } from 'zod/v4';
import { ATTRIBUTION_MODELS, COUPON_POLICIES } from './credit';
import { codeSchema, currencySchema, idSchema, instantSchema } from './primitives';

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
	createdAt: instantSchema,
	updatedAt: instantSchema,
});

export type Programme = z.output<typeof programmeSchema>;
