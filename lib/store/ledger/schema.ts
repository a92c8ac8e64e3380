import { z } from 'zod/v4';
import { moneySchema } from '../../model/money';
import { orderTotalsSchema } from '../../model/order';
import { idSchema, instantSchema } from '../../model/primitives';
import { touchSchema } from '../../model/touch';
import { verdictSchema } from '../../model/verdict';

/** A conversion as its row keeps it in JSON. */
export const conversionSchema = z.object({
	conversionId: idSchema,
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
