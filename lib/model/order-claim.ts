import { z } from 'zod/v4';
import { moneySchema } from './money';
import { idSchema, instantSchema } from './primitives';

/** What a partner's server says of an order (postback); compared with the store's own (F37). */
export const orderClaimSchema = z.object({
	claimId: idSchema,
	programmeId: idSchema,
	affiliateId: idSchema.nullable(),
	storeKey: idSchema.nullable().describe('Null where the sender does not tell the shop'),
	orderId: idSchema,
	source: z.string().max(100),
	amount: moneySchema.nullable(),
	status: z.string().max(50).nullable(),
	receivedAt: instantSchema,
});

export type OrderClaim = z.output<typeof orderClaimSchema>;
