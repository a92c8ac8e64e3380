import { z } from 'zod/v4';
import { idSchema, instantSchema } from './primitives';

/** A discount code of the shop that belongs to an affiliate; compared without case. */
export const couponSchema = z.object({
	couponId: idSchema,
	code: z.string().trim().min(1).max(200),
	programmeId: idSchema,
	affiliateId: idSchema,
	status: z.enum(['active', 'paused']),
	createdAt: instantSchema,
	updatedAt: instantSchema,
});

export type Coupon = z.output<typeof couponSchema>;
