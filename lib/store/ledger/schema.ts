import { z } from 'zod/v4';
import { moneySchema } from '../../model/money';
import { orderTotalsSchema } from '../../model/order';
import { idSchema, instantSchema } from '../../model/primitives';
import { touchSchema } from '../../model/touch';
import { verdictSchema } from '../../model/verdict';

/** A conversion as its row keeps it in JSON. */
export const conversionSchema = z.object({
	conversionId: idSchema,
	kind: z.enum(['order', 'action', 'clicks', 'bonus', 'manual', 'opening']).default('order'),
	version: z.int().min(1).default(1),
	orderUpdatedAt: instantSchema.nullable().default(null),
	subscriptionId: idSchema.nullable().default(null),
	storeKey: idSchema,
	orderId: idSchema,
	orderNumber: z.string(),
	contentHash: z.string(),
	programmeId: idSchema.nullable(),
	customerKey: z.string().nullable(),
	orderedAt: instantSchema,
	recordedAt: instantSchema,
	outcome: z.string(),
	reason: z.string(),
	base: moneySchema.nullable(),
	net: moneySchema,
	lines: z.array(z.object({ lineId: z.string(), base: moneySchema, net: moneySchema })),
	touches: z.array(touchSchema),
	verdict: verdictSchema.nullable(),
	orderTotals: orderTotalsSchema,
});
