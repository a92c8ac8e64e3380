import { z } from 'zod/v4';
import { idSchema, instantSchema, stringMapSchema } from './primitives';

export const CLICK_CATEGORIES = ['human', 'bot', 'head', 'prefetch', 'no_user_agent'] as const;

export const CONSENTS = ['granted', 'denied', 'not_asked'] as const;

/**
 * A visit through a tracked link. Raw clicks are kept whatever they are; `isCounted` says whether
 * this one enters reports, `countReason` why not.
 */
export const clickSchema = z.object({
	clickId: idSchema,
	programmeId: idSchema,
	affiliateId: idSchema,
	linkId: idSchema.nullable().describe('Null for a deep link by affiliate code'),
	occurredAt: instantSchema,
	destination: z.string().describe('Where the visitor was sent, without the click id'),
	category: z.enum(CLICK_CATEGORIES),
	isCounted: z.boolean(),
	countReason: z.enum(['counted', 'bot', 'head', 'prefetch', 'no_user_agent', 'repeat']),
	consent: z.enum(CONSENTS).describe('"denied" stores no identifier of the visitor'),
	source: z.string().nullable().describe('utm_source, else the referring host'),
	referrer: z.string().nullable().describe('Host and path; the query is dropped'),
	utm: stringMapSchema,
	subIds: stringMapSchema.describe('sub1 … sub5'),
	language: z.string().nullable(),
	country: z.string().nullable(),
	device: z.string().nullable().describe('desktop, mobile, tablet, tv'),
	os: z.string().nullable(),
	browser: z.string().nullable(),
	ipHash: z.string().nullable().describe('Keyed hash of the address'),
	userAgentHash: z.string().nullable().describe('Keyed hash of the user agent'),
	visitorHash: z.string().nullable().describe('Keyed hash of address, user agent and day'),
});

export type Click = z.output<typeof clickSchema>;
