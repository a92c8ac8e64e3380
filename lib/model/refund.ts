import { z } from 'zod/v4';
import { moneySchema } from './money';
import { MOST_LINES, platformSchema } from './order';
import { currencySchema, idSchema, instantSchema } from './primitives';

/** What went back for one line, before tax. */
export const refundLineSchema = z.object({
	lineId: idSchema,
	quantity: z.int().min(0),
	net: moneySchema,
	tax: moneySchema,
});

/**
 * Money given back on an order. `lines` is null when the store names only a total; then the share
 * of the goods is taken from `total` in proportion to the order.
 */
export const refundSchema = z.object({
	platform: platformSchema,
	storeKey: idSchema,
	refundId: idSchema,
	orderId: idSchema,
	createdAt: instantSchema,
	kind: z.enum(['refund', 'cancellation', 'chargeback']),
	reason: z.string().nullable(),
	currency: currencySchema,
	lines: z.array(refundLineSchema).max(MOST_LINES).nullable(),
	shipping: moneySchema,
	total: moneySchema.describe('Money that went back in all, tax included; positive'),
});

export type Refund = z.output<typeof refundSchema>;
export type RefundJson = z.input<typeof refundSchema>;
