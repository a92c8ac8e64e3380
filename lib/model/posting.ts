import { z } from 'zod/v4';
import { moneySchema } from './money';
import { idSchema, instantSchema } from './primitives';

/** One side of a booking. A debit is positive, a credit negative. */
export const postingSchema = z.object({
	account: z
		.string()
		.describe(
			'"expense:<programme>", or "pending", "held", "approved", "in_batch", "paid", "vat", "withheld" with ":<affiliate>"',
		),
	amount: moneySchema,
});

export type Posting = z.output<typeof postingSchema>;

export const LEDGER_TRANSACTION_KINDS = [
	'accrue',
	'hold',
	'release',
	'approve',
	'decline',
	'reverse',
	'restore',
	'adjust',
	'batch',
	'unbatch',
	'pay',
	'write_off',
] as const;

/** A set of postings that sum to zero per currency. Written once, never changed. */
export const ledgerTransactionSchema = z.object({
	transactionId: idSchema,
	kind: z.enum(LEDGER_TRANSACTION_KINDS),
	commissionId: idSchema,
	cause: z.string().describe('What brought it about, e.g. a refund id'),
	occurredAt: instantSchema,
	postings: z.array(postingSchema).min(2),
});

export type LedgerTransaction = z.output<typeof ledgerTransactionSchema>;
