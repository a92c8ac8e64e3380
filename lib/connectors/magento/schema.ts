import { z } from 'zod/v4';

/** Ids come as numbers, from some modules as text. */
export const idField = z.union([z.number(), z.string()]).transform(String);

/** A record of which only the key is read; everything else is handed on. */
export const recordSchema = z.looseObject({ entity_id: idField });

/** A record that can be followed by its last change. */
export const changedRecordSchema = z.looseObject({ entity_id: idField, updated_at: z.string() });

/** `items` is null instead of an empty list in some answers. */
export function searchAnswer<Item extends z.ZodType>(item: Item) {
	return z.object({
		items: z
			.array(item)
			.nullish()
			.transform((items): Array<z.output<Item>> => items ?? []),
		total_count: z.number(),
	});
}

export const commentedOrderSchema = z.object({
	entity_id: idField,
	status: z.string().nullish(),
	status_histories: z
		.array(z.object({ comment: z.string().nullish() }))
		.nullish()
		.transform((list) => list ?? []),
});

export const customerSchema = z.looseObject({
	id: idField,
	email: z.string(),
	website_id: idField.nullish(),
	custom_attributes: z
		.array(z.looseObject({ attribute_code: z.string(), value: z.unknown() }))
		.nullish()
		.transform((list) => list ?? []),
});

export const attributeSchema = z.object({
	attribute_code: z.string(),
	frontend_input: z.string().nullish(),
	options: z
		.array(z.object({ label: z.unknown(), value: z.unknown() }))
		.nullish()
		.transform((list) => list ?? []),
});

export const couponSchema = z.object({
	coupon_id: idField,
	rule_id: idField,
	code: z.string().nullish(),
});

export const salesRuleSchema = z.object({
	rule_id: idField,
	name: z.string().nullish(),
	is_active: z.union([z.boolean(), z.number(), z.string()]).nullish(),
	coupon_type: z.union([z.string(), z.number()]).nullish(),
	simple_action: z.string().nullish(),
	discount_amount: z.union([z.number(), z.string()]).nullish(),
});

export const stockItemSchema = z.object({
	qty: z.union([z.number(), z.string()]).nullish(),
	is_in_stock: z.union([z.boolean(), z.number()]).nullish(),
	manage_stock: z.union([z.boolean(), z.number()]).nullish(),
});

export const salableQuantitySchema = z.union([z.number(), z.string()]);

export type MagentoCustomer = z.output<typeof customerSchema>;
export type CustomerAttribute = z.output<typeof attributeSchema>;
export type SalesRule = z.output<typeof salesRuleSchema>;
/** A record as Magento gave it, for the normaliser. */
export type MagentoRecord = Readonly<Record<string, unknown>> & { readonly entity_id: string };
