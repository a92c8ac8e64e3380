import { z } from 'zod/v4';
import { parseAmount, type Money } from '../kernel';

/** Money as JSON: `{ "amount": "87.20", "currency": "EUR" }`, read into an exact amount. */
export const moneySchema = z
	.object({
		amount: z.string().describe('Decimal amount with a point, e.g. "87.20"'),
		currency: z.string().describe('ISO 4217 code, e.g. "EUR"'),
	})
	.transform((value, context): Money => {
		try {
			return parseAmount(value.amount, value.currency);
		} catch {
			// The value is not repeated: a wrongly mapped field may hold anything.
			context.addIssue({
				code: 'custom',
				message: 'not an amount of its currency; write e.g. "87.20" with an ISO 4217 code',
			});
			return z.NEVER;
		}
	});

export type MoneyJson = z.input<typeof moneySchema>;
