import { z } from 'zod/v4';

/** Ids are numbers, from some plugins text. */
export const idField = z.union([z.number(), z.string()]).transform(String);

/** A record as WooCommerce gave it, of which only the id is surely there. */
export const recordSchema = z.looseObject({ id: z.union([z.number(), z.string()]) });

export type WooRecord = Readonly<Record<string, unknown>>;

/** Values are what plugins put there: text, numbers, lists, objects. */
export const metaEntrySchema = z.object({
	id: z.number(),
	key: z.string(),
	value: z.unknown(),
});

export type MetaEntry = z.output<typeof metaEntrySchema>;

/** A record of which only the meta is read. PHP writes an empty list of objects as it likes. */
export const withMetaSchema = z.object({
	id: idField,
	meta_data: z
		.array(metaEntrySchema)
		.nullish()
		.catch([])
		.transform((list) => list ?? []),
});

/** An error of WordPress, as a whole answer or as one entry of a batch. */
export const errorSchema = z.object({
	code: z.string(),
	message: z.string().catch(''),
	data: z
		.object({
			status: z.number().nullish().catch(null),
			params: z
				.union([z.record(z.string(), z.unknown()), z.array(z.unknown())])
				.nullish()
				.catch(null),
			resource_id: z.unknown(),
		})
		.partial()
		.nullish()
		.catch(null),
});

export type WooError = z.output<typeof errorSchema>;
