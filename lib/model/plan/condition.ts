import { z } from 'zod/v4';

/** What a condition may look at. Fields that begin with `line.` are looked at line by line. */
export const CONDITION_FIELDS = [
	'action',
	'affiliate.code',
	'affiliate.group',
	'coupon',
	'customer.country',
	'customer.type',
	'line.category',
	'line.productId',
	'line.quantity',
	'line.sku',
	'line.title',
	'order.base',
	'order.channel',
	'order.currency',
	'order.itemCount',
	'order.platform',
	'order.store',
	'order.total',
	'subscription.months',
	'subscription.paymentNumber',
	'touch.kind',
	'utm.campaign',
	'utm.content',
	'utm.medium',
	'utm.source',
	'utm.term',
] as const;

export type ConditionField = (typeof CONDITION_FIELDS)[number];

export const CONDITION_OPERATORS = [
	'eq',
	'ne',
	'in',
	'nin',
	'gt',
	'gte',
	'lt',
	'lte',
	'contains',
	'starts',
	'ends',
	'exists',
	'regex',
] as const;

export type ConditionOperator = (typeof CONDITION_OPERATORS)[number];

/** One comparison. Texts compare without case; numbers and amounts as exact decimals. */
const comparisonSchema = z.object({
	field: z.enum(CONDITION_FIELDS),
	operator: z.enum(CONDITION_OPERATORS),
	value: z
		.union([z.string().max(500), z.array(z.string().max(500)).min(1).max(5_000), z.boolean()])
		.describe('A text or decimal; a list for "in" and "nin"; true or false for "exists"'),
});

export type Comparison = z.output<typeof comparisonSchema>;

export type Condition =
	Comparison | { readonly all: readonly Condition[] } | { readonly any: readonly Condition[] };

/** Comparisons joined by AND (`all`) and OR (`any`), nested at will (C7). */
export const conditionSchema: z.ZodType<Condition, Condition> = z.lazy(() =>
	z.union([
		comparisonSchema,
		z.object({ all: z.array(conditionSchema).min(1).max(50) }),
		z.object({ any: z.array(conditionSchema).min(1).max(50) }),
	]),
);
