import { z } from 'zod/v4';
import { idSchema, instantSchema, stringMapSchema } from './primitives';
import { MEDIA } from './touch';

export const CLICK_CATEGORIES = ['human', 'bot', 'head', 'prefetch', 'no_user_agent'] as const;

/**
 * How the browser opened the link, as far as it tells (`Sec-Fetch-*`): `page` by a person's action,
 * `no_activation` without one, `embedded` in a frame, image or script.
 */
export const CLICK_OPENINGS = ['page', 'no_activation', 'embedded', 'unknown'] as const;

/** What a network list can say of an address. */
export const NETWORK_KINDS = ['datacentre', 'proxy', 'vpn', 'tor'] as const;

export type NetworkKind = (typeof NETWORK_KINDS)[number];

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
	countReason: z.enum([
		'counted',
		'bot',
		'head',
		'prefetch',
		'no_user_agent',
		'repeat',
		'burst',
		'datacentre',
		'embedded',
	]),
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
	addressHash: z
		.string()
		.nullable()
		.default(null)
		.describe('Keyed hash of address (IPv6: its /64) and day, for bursts of clicks (F2)'),
	journeyId: z
		.string()
		.nullable()
		.default(null)
		.describe('Joins the clicks of one browser; null without consent or cookie'),
	medium: z.enum(MEDIA).default('web'),
	opening: z.enum(CLICK_OPENINGS).default('unknown'),
	networkKinds: z
		.array(z.enum(NETWORK_KINDS))
		.default([])
		.describe("What the workspace's network lists say of the address (F3, F27)"),
});

export type Click = z.output<typeof clickSchema>;
