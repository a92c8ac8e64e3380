import { z } from 'zod/v4';
import { moneySchema } from './money';
import { platformSchema } from './order';
import { currencySchema, idSchema, instantSchema } from './primitives';

export const DISPUTE_STATUSES = ['open', 'won', 'lost'] as const;

export type DisputeStatus = (typeof DISPUTE_STATUSES)[number];

/** A chargeback or inquiry of the customer's bank about an order, as it stands now (C29). */
export const disputeSchema = z.object({
	platform: platformSchema,
	storeKey: idSchema,
	disputeId: idSchema,
	orderId: idSchema,
	status: z.enum(DISPUTE_STATUSES),
	reason: z.string().nullable(),
	currency: currencySchema,
	amount: moneySchema.describe('What is disputed, tax included; without the bank fee'),
	openedAt: instantSchema,
	updatedAt: instantSchema,
});

export type Dispute = z.output<typeof disputeSchema>;
