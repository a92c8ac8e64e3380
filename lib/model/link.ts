import { z } from 'zod/v4';
import { codeSchema, idSchema, instantSchema, stringMapSchema } from './primitives';
import { MEDIA } from './touch';

/** A short tracked link of an affiliate to a page of the shop. */
export const linkSchema = z.object({
	linkId: idSchema,
	code: codeSchema,
	programmeId: idSchema,
	affiliateId: idSchema,
	destination: z.url({ protocol: /^https?$/ }),
	status: z.enum(['active', 'paused']),
	medium: z
		.enum(MEDIA)
		.default('web')
		.describe('Where the link is used: web, e-mail, QR code, app'),
	utm: stringMapSchema.describe('Added to the destination: source, medium, campaign …'),
	createdAt: instantSchema,
	updatedAt: instantSchema,
});

export type Link = z.output<typeof linkSchema>;
