import { z } from 'zod/v4';
import { addressSchema } from './address';
import { codeSchema, hostSchema, idSchema, instantSchema } from './primitives';

/** How a partner works; rules that hit one kind wrongly look at it. */
export const PARTNER_TYPES = [
	'content',
	'coupon',
	'cashback',
	'influencer',
	'email',
	'other',
] as const;

/** The latest touch inside the best group present wins (impact's credit groups). */
export const PARTNER_PRIORITIES = ['preferred', 'standard', 'non_preferred'] as const;

export type PartnerPriority = (typeof PARTNER_PRIORITIES)[number];

export const AFFILIATE_STATUSES = ['active', 'pending', 'paused', 'banned'] as const;

/** Somebody who sends customers and is paid for it. */
export const affiliateSchema = z.object({
	affiliateId: idSchema,
	code: codeSchema.describe('Public code, used in links'),
	name: z.string().min(1).max(200),
	status: z.enum(AFFILIATE_STATUSES),
	email: z.string().nullable(),
	payoutEmail: z.string().nullable(),
	phone: z.string().nullable(),
	groupCode: codeSchema.nullable().default(null).describe('Group that plan rules may name'),
	partnerType: z.enum(PARTNER_TYPES).nullable().default(null),
	priority: z.enum(PARTNER_PRIORITIES).default('standard'),
	lookbackDays: z
		.int()
		.min(0)
		.max(730)
		.nullable()
		.default(null)
		.describe("Instead of the programme's window (C19)"),
	mayIntercept: z
		.boolean()
		.default(false)
		.describe('By contract may come in at the checkout, as cashback sites do (F10)'),
	sites: z
		.array(hostSchema)
		.max(100)
		.default([])
		.describe('Registered hosts; visits from them are direct links, with sub-domains'),
	address: addressSchema.nullable().default(null),
	signup: z
		.object({ networkHash: z.string().nullable(), userAgentHash: z.string().nullable() })
		.nullable()
		.default(null)
		.describe('Keyed hashes of network and user agent at sign-up'),
	parentId: idSchema.nullable().default(null).describe('Affiliate who recruited this one'),
	createdAt: instantSchema,
	updatedAt: instantSchema,
});

export type Affiliate = z.output<typeof affiliateSchema>;
