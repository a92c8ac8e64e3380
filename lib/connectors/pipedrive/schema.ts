import { z } from 'zod/v4';
import { AffiliateError } from '../../kernel';

/*
 * Pipedrive's answers (API v2), read leniently: keys come and go with plans and features.
 */

const errorSchema = z.object({
	success: z.boolean().optional().catch(undefined),
	error: z.string().catch(''),
	error_info: z.string().catch(''),
	code: z.string().catch(''),
	field_code: z.string().nullable().catch(null),
});

export type PipedriveError = z.output<typeof errorSchema>;

const idSchema = z.union([z.number().int(), z.string().min(1)]).transform(String);

const additionalSchema = z
	.object({ next_cursor: z.string().nullable().catch(null) })
	.nullable()
	.catch(null);

/** A person or deal; what else it has is read by the codes of its fields. */
export const rowSchema = z.looseObject({
	id: idSchema,
	emails: z.array(z.looseObject({ value: z.string().catch('') })).catch([]),
	update_time: z.string().nullable().catch(null),
	custom_fields: z.record(z.string(), z.unknown()).catch({}),
});

export type PipedriveRow = z.output<typeof rowSchema>;

export const oneRowSchema = z.object({ data: rowSchema });

/** A list of nothing may be null. */
export const rowPageSchema = z.object({
	data: z
		.array(rowSchema)
		.nullable()
		.transform((rows) => rows ?? []),
	additional_data: additionalSchema.optional(),
});

const hitSchema = z.object({
	id: idSchema,
	emails: z.array(z.string()).nullable().catch(null),
	custom_fields: z
		.array(z.union([z.string(), z.number()]).transform(String))
		.nullable()
		.catch(null),
	is_archived: z.boolean().catch(false),
});

export type SearchHit = z.output<typeof hitSchema>;

export const searchSchema = z.object({
	data: z.object({ items: z.array(z.object({ item: hitSchema })) }),
});

const optionSchema = z.object({ id: idSchema, label: z.string().catch('') });

export const fieldSchema = z.object({
	field_name: z.string().catch(''),
	field_code: z.string().min(1),
	field_type: z.string().catch('varchar'),
	is_custom_field: z.boolean().catch(false),
	options: z
		.array(optionSchema)
		.nullable()
		.catch(null)
		.transform((options) => options ?? []),
});

export type ReportedField = z.output<typeof fieldSchema>;

export const fieldPageSchema = z.object({
	data: z.array(fieldSchema),
	additional_data: additionalSchema.optional(),
});

export const createdFieldSchema = z.object({ data: fieldSchema });

/** Pipelines and stages. */
export const namedPageSchema = z.object({
	data: z.array(
		z.object({
			id: idSchema,
			name: z.string().catch(''),
			pipeline_id: idSchema.nullable().catch(null),
		}),
	),
	additional_data: additionalSchema.optional(),
});

/** Reads an answer. Throws `vendor_unavailable` for one of another form. */
export function readAnswer<Schema extends z.ZodType>(
	schema: Schema,
	body: unknown,
): z.output<Schema> {
	const result = schema.safeParse(body);
	if (result.success) return result.data;
	const path = result.error.issues[0]?.path.join('.') ?? '';
	throw new AffiliateError(`Pipedrive gave an answer that cannot be read (at '${path}')`, {
		code: 'vendor_unavailable',
		hint: 'Check the address of the account and any proxy on the way.',
	});
}

/** What an error answer tells; null when it is not one of Pipedrive's API. */
export function errorOf(body: unknown): PipedriveError | null {
	if (typeof body !== 'object' || body === null) return null;
	const result = errorSchema.safeParse(body);
	return result.success ? result.data : null;
}
