import { z } from 'zod/v4';
import { CRM_FIELD_TYPES, CRM_OBJECTS } from './crm-field';
import { FIELD_POLICIES } from './field-write';

const path = z
	.string()
	.min(1)
	.max(300)
	.describe('Place in the item: order.customer.email, attribution.credits[0].affiliateCode');

/** Where a value comes from. */
export const valueSourceSchema = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('path'), path }),
	z.strictObject({
		kind: z.literal('join'),
		paths: z.array(path).min(1).max(20),
		separator: z.string().max(20).default(' '),
	}),
	z.strictObject({ kind: z.literal('constant'), value: z.string().max(5_000) }),
	z.strictObject({
		kind: z.literal('template'),
		template: z.string().max(5_000).describe('Text with paths in braces: {order.orderNumber}'),
	}),
]);

export const DATE_FORMS = [
	'iso',
	'day_month_year',
	'month_day_year',
	'unix_seconds',
	'unix_milliseconds',
] as const;

/** What is done with a value, one after the other. */
export const transformSchema = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('case'), to: z.enum(['lower', 'upper', 'title']) }),
	z.strictObject({ kind: z.literal('trim') }),
	z.strictObject({
		kind: z.literal('date'),
		from: z.enum(DATE_FORMS).default('iso'),
		to: z.enum(['moment', 'date']).default('moment').describe('ISO 8601 in UTC, or its day'),
	}),
	z.strictObject({
		kind: z.literal('phone'),
		country: z
			.string()
			.regex(/^[A-Z]{2}$/)
			.optional()
			.describe('Of numbers without a country code, as ISO 3166'),
	}),
	z.strictObject({
		kind: z.literal('money'),
		from: z.enum(['decimal', 'minor']).default('decimal'),
		to: z.enum(['decimal', 'minor']).default('decimal'),
		currency: z.string().min(1).describe('ISO 4217 code, or the path of one'),
	}),
	z.strictObject({
		kind: z.literal('lookup'),
		table: z.record(z.string(), z.string()).describe('Compared without case'),
		otherwise: z.enum(['keep', 'empty', 'refuse']).default('refuse'),
	}),
	z.strictObject({
		kind: z.literal('split'),
		separator: z.string().min(1).max(20),
		part: z.int().describe('0 for the first, -1 for the last'),
	}),
	z.strictObject({ kind: z.literal('number') }),
	z.strictObject({ kind: z.literal('boolean') }),
	z.strictObject({ kind: z.literal('default'), value: z.string().max(5_000) }),
]);

export const fieldLineSchema = z.strictObject({
	target: z.string().min(1).max(200).describe('Field of the target, as its API names it'),
	source: valueSourceSchema,
	transforms: z.array(transformSchema).max(20).default([]),
	policy: z.enum(FIELD_POLICIES).default('source_wins'),
	owner: z
		.enum(['source', 'target', 'both'])
		.default('source')
		.describe('Whose field it is; for people, and for conflicts'),
	type: z.enum([...CRM_FIELD_TYPES, 'email']).default('text'),
	required: z.boolean().default(false),
	maxLength: z.int().min(1).optional(),
	options: z.array(z.string()).max(500).optional().describe('Values of a choice'),
	clearWhenEmpty: z
		.boolean()
		.default(false)
		.describe('Else a value that is not known leaves the field as it is'),
});

/** A whole mapping as data, so that an agency can keep one per client. */
export const fieldMappingDocumentSchema = z.strictObject({
	schemaVersion: z.literal(1),
	name: z.string().min(1).max(200),
	target: z.string().min(1).max(50).describe('System that the fields are named for'),
	object: z.enum(CRM_OBJECTS),
	keyPath: path.nullable().describe('Place of the e-mail address or order key; null for none'),
	fields: z.array(fieldLineSchema).min(1).max(300),
});

export type ValueSource = z.output<typeof valueSourceSchema>;
export type Transform = z.output<typeof transformSchema>;
export type FieldLine = z.output<typeof fieldLineSchema>;
export type FieldMappingDocument = z.output<typeof fieldMappingDocumentSchema>;
