import { z } from 'zod/v4';
import { idSchema, instantSchema } from './primitives';

export const TOUCH_KINDS = ['click', 'coupon', 'customer', 'subscription'] as const;

/** A contact of a customer with an affiliate before the order. */
export const touchSchema = z.object({
	kind: z.enum(TOUCH_KINDS),
	affiliateId: idSchema,
	affiliateCode: z.string(),
	programmeId: idSchema,
	occurredAt: instantSchema,
	clickId: idSchema.nullable(),
	couponCode: z.string().nullable(),
	foundIn: z.string().describe('Where it was found, e.g. "landing page" or "cart attribute"'),
});

export type Touch = z.output<typeof touchSchema>;
