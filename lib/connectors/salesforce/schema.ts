import { z } from 'zod/v4';
import { AffiliateError } from '../../kernel';

/*
 * Salesforce's answers, read leniently: every release adds keys, and many are left out when they do
 * not apply.
 */

const fieldsSchema = z.array(z.string()).catch([]);

/** An error of a request. They come as a list, also when there is but one. */
const requestErrorSchema = z.object({
	errorCode: z.string().catch(''),
	message: z.string().catch(''),
	fields: fieldsSchema,
});

/** An error of one record in a collection. */
const rowErrorSchema = z.object({
	statusCode: z.string().catch(''),
	message: z.string().catch(''),
	fields: fieldsSchema,
});

export const rowResultsSchema = z.array(
	z.object({
		id: z.string().nullable().catch(null),
		success: z.boolean(),
		created: z.boolean().optional().catch(undefined),
		errors: z.array(rowErrorSchema).catch([]),
	}),
);

export const savedSchema = z.object({ id: z.string(), success: z.boolean() });

export const querySchema = z.object({
	done: z.boolean(),
	nextRecordsUrl: z.string().optional().catch(undefined),
	records: z.array(z.record(z.string(), z.unknown())),
});

export const compositeSchema = z.object({
	compositeResponse: z.array(
		z.object({ httpStatusCode: z.number(), body: z.unknown(), referenceId: z.string() }),
	),
});

const picklistValueSchema = z.object({
	active: z.boolean().catch(true),
	label: z.string().nullable().catch(null),
	value: z.string(),
});

export const describedFieldSchema = z.object({
	name: z.string(),
	label: z.string().catch(''),
	type: z.string().catch('string'),
	length: z.number().catch(0),
	nillable: z.boolean().catch(true),
	createable: z.boolean().catch(false),
	updateable: z.boolean().catch(false),
	defaultedOnCreate: z.boolean().catch(false),
	externalId: z.boolean().catch(false),
	unique: z.boolean().catch(false),
	deprecatedAndHidden: z.boolean().catch(false),
	restrictedPicklist: z.boolean().catch(false),
	picklistValues: z.array(picklistValueSchema).catch([]),
});

export const describeSchema = z.object({ fields: z.array(describedFieldSchema) });

export type DescribedField = z.output<typeof describedFieldSchema>;
export type RequestError = z.output<typeof requestErrorSchema>;
export type RowError = z.output<typeof rowErrorSchema>;
export type QueryRecord = z.output<typeof querySchema>['records'][number];

/** The errors of an answer; none when it has another form, such as a page of HTML. */
export function errorsOf(body: unknown): readonly RequestError[] {
	const list = z.array(requestErrorSchema).safeParse(body);
	return list.success ? list.data : [];
}

/** Throws `vendor_unavailable` for an answer that cannot be Salesforce's. */
export function readAnswer<Schema extends z.ZodType>(
	schema: Schema,
	body: unknown,
): z.output<Schema> {
	const read = schema.safeParse(body);
	if (read.success) return read.data;
	throw new AffiliateError('The answer is not one of the Salesforce API', {
		code: 'vendor_unavailable',
		hint: 'Check the instance address in the credential, and any proxy before it.',
	});
}
