import { z } from 'zod/v4';
import { idSchema, instantSchema, stringMapSchema } from './primitives';

export const TOUCH_KINDS = ['click', 'coupon', 'customer', 'subscription', 'direct_link'] as const;

/** How a tracked link or code reached the customer. `server`: told by a partner's server (postback). */
export const MEDIA = ['web', 'email', 'qr', 'app', 'server', 'in_store'] as const;

export type Medium = (typeof MEDIA)[number];

/** A contact of a customer with an affiliate before the order. */
export const touchSchema = z.object({
	kind: z.enum(TOUCH_KINDS),
	affiliateId: idSchema,
	affiliateCode: z.string(),
	programmeId: idSchema,
	occurredAt: instantSchema,
	clickId: idSchema.nullable(),
	couponCode: z.string().nullable(),
	medium: z.enum(MEDIA).default('web').describe('How it reached the customer'),
	subIds: stringMapSchema.default({}).describe("The affiliate's own sub-ids of the click"),
	foundIn: z.string().describe('Where it was found, e.g. "landing page" or "cart attribute"'),
});

export type Touch = z.output<typeof touchSchema>;
