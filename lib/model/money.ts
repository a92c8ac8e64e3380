import { z } from 'zod/v4';
import { AffiliateError, parseAmount, type Money } from '../kernel';

/** Money as JSON: `{ "amount": "87.20", "currency": "EUR" }`, read into an exact amount. */
export const moneySchema = z
	.object({
		amount: z.string().describe('Decimal amount with a point, e.g. "87.20"'),
		currency: z.string().describe('ISO 4217 code, e.g. "EUR"'),
	})
	.transform((value, context): Money => {
		try {
			return parseAmount(value.amount, value.currency);
		} catch (error) {
			context.addIssue({ code: 'custom', message: messageOf(error) });
			return z.NEVER;
		}
	});

export type MoneyJson = z.input<typeof moneySchema>;

function messageOf(error: unknown): string {
	if (!(error instanceof AffiliateError)) return String(error);
	return error.hint === undefined ? error.message : `${error.message}. ${error.hint}`;
}
