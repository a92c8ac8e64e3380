import { z } from 'zod/v4';
import { AffiliateError } from '../../kernel';

/*
 * Klaviyo's answers (JSON:API), read leniently: every revision adds keys.
 */

const errorSchema = z.object({
	id: z.string().nullable().catch(null),
	code: z.string().catch(''),
	title: z.string().catch(''),
	detail: z.string().catch(''),
	source: z.object({ pointer: z.string().optional(), parameter: z.string().optional() }).catch({}),
	meta: z.object({ duplicate_profile_id: z.string().optional() }).catch({}),
});

const errorsSchema = z.object({ errors: z.array(errorSchema) });

const attributesSchema = z.record(z.string(), z.unknown()).catch({});

const resourceSchema = z.object({
	id: z.string(),
	attributes: attributesSchema,
});

export const documentSchema = z.object({ data: resourceSchema });

export const collectionSchema = z.object({
	data: z.array(resourceSchema),
	links: z.object({ next: z.string().nullable().optional() }).optional().catch(undefined),
});

export const jobSchema = z.object({
	data: z.object({
		id: z.string(),
		attributes: z.object({
			/** `queued`, `processing`, `complete` or `cancelled`. */
			status: z.string(),
			failed_count: z.number().nullable().optional().catch(undefined),
		}),
	}),
});

/** An error of one profile of an import job; its words are those of any other error. */
export const importErrorSchema = errorSchema.extend({
	original_payload: z.unknown().optional(),
});

export type KlaviyoError = z.output<typeof errorSchema>;
export type ImportError = z.output<typeof importErrorSchema>;
export type Resource = z.output<typeof resourceSchema>;

/** The errors of an answer; none when it has another form, such as a page of HTML. */
export function errorsOf(body: unknown): readonly KlaviyoError[] {
	const read = errorsSchema.safeParse(body);
	return read.success ? read.data.errors : [];
}

/** Throws `vendor_unavailable` for an answer that cannot be Klaviyo's. */
export function readAnswer<Schema extends z.ZodType>(
	schema: Schema,
	body: unknown,
): z.output<Schema> {
	const read = schema.safeParse(body);
	if (read.success) return read.data;
	throw new AffiliateError('The answer is not one of the Klaviyo API', {
		code: 'vendor_unavailable',
		hint: 'Check the address in the options, and any proxy before it.',
	});
}
