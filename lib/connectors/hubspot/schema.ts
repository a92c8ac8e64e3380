import { z } from 'zod/v4';
import { instantSchema } from '../../model/primitives';

/*
 * HubSpot's answers, read leniently: its documents call every field of an error optional, and
 * unknown fields come with every release.
 */

const contextSchema = z
	.record(z.string(), z.unknown())
	.transform((context) =>
		Object.fromEntries(
			Object.entries(context).map(([key, value]) => [
				key,
				(Array.isArray(value) ? value : [value]).map(String),
			]),
		),
	);

const errorDetailSchema = z.object({
	message: z.string().optional().catch(undefined),
	code: z.string().optional().catch(undefined),
	context: contextSchema.optional().catch(undefined),
});

export const errorSchema = z.object({
	category: z.string().optional().catch(undefined),
	message: z.string().optional().catch(undefined),
	correlationId: z.string().optional().catch(undefined),
	policyName: z.string().optional().catch(undefined),
	context: contextSchema.optional().catch(undefined),
	errors: z.array(errorDetailSchema).optional().catch(undefined),
});

export const recordSchema = z.object({
	id: z.coerce.string(),
	new: z.boolean().optional().catch(undefined),
	objectWriteTraceId: z.string().optional().catch(undefined),
	updatedAt: instantSchema.optional().catch(undefined),
	properties: z
		.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
		.catch({})
		.transform((properties) =>
			Object.fromEntries(
				Object.entries(properties).map(([name, value]) => [
					name,
					value === null ? '' : String(value),
				]),
			),
		),
});

export const batchAnswerSchema = z.object({
	results: z.array(recordSchema).default([]),
	errors: z.array(errorSchema).default([]),
});

export const propertySchema = z.object({
	name: z.string(),
	label: z.string().catch(''),
	type: z.string().catch('string'),
	fieldType: z.string().catch('text'),
	groupName: z.string().catch(''),
	hasUniqueValue: z.boolean().catch(false),
	hidden: z.boolean().catch(false),
	calculated: z.boolean().catch(false),
	archived: z.boolean().catch(false),
	modificationMetadata: z.object({ readOnlyValue: z.boolean() }).optional().catch(undefined),
	options: z
		.array(z.object({ label: z.string(), value: z.string(), hidden: z.boolean().catch(false) }))
		.catch([]),
});

export const propertiesAnswerSchema = z.object({ results: z.array(propertySchema) });

export const pipelinesAnswerSchema = z.object({
	results: z.array(
		z.object({
			id: z.string(),
			label: z.string(),
			stages: z.array(z.object({ id: z.string(), label: z.string() })).catch([]),
		}),
	),
});

const endSchema = z.object({ id: z.coerce.string() });

export const associateAnswerSchema = z.object({
	results: z.array(z.object({ from: endSchema, to: endSchema })).default([]),
	errors: z.array(errorSchema).default([]),
});

export const associationsAnswerSchema = z.object({
	results: z
		.array(
			z.object({
				from: endSchema,
				to: z.array(z.object({ toObjectId: z.coerce.string() })).catch([]),
			}),
		)
		.default([]),
});

export const searchAnswerSchema = z.object({
	results: z.array(recordSchema).default([]),
	paging: z
		.object({ next: z.object({ after: z.coerce.string() }).optional().catch(undefined) })
		.optional()
		.catch(undefined),
});

export type HubSpotRecord = z.output<typeof recordSchema>;
export type HubSpotProperty = z.output<typeof propertySchema>;
export type HubSpotErrorBody = z.output<typeof errorSchema>;
