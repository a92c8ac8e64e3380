import { z } from 'zod/v4';
import { codeSchema, idSchema, instantSchema } from './primitives';

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
	parentId: idSchema.nullable().default(null).describe('Affiliate who recruited this one'),
	createdAt: instantSchema,
	updatedAt: instantSchema,
});

export type Affiliate = z.output<typeof affiliateSchema>;
