import { z } from 'zod/v4';
import { NETWORK_KINDS } from './click';
import { codeSchema, instantSchema } from './primitives';

/** What the entries of a list are. Networks are ranges, the others hosts with their sub-domains. */
export const REFERENCE_LIST_KINDS = [...NETWORK_KINDS, 'disposable_email', 'coupon_site'] as const;

export type ReferenceListKind = (typeof REFERENCE_LIST_KINDS)[number];

/**
 * A list that the merchant supplies: text with one entry per line, `#` begins a comment. It is kept
 * as a whole; a new one of the same name takes its place. Nothing is ever fetched by itself.
 */
export const referenceListSchema = z.object({
	name: codeSchema,
	kind: z.enum(REFERENCE_LIST_KINDS),
	entries: z.array(z.string()).max(2_000_000),
	source: z.string().nullable().describe('Where it is from, and of when'),
	importedAt: instantSchema,
});

export type ReferenceList = z.output<typeof referenceListSchema>;
