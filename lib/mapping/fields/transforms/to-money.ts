import { formatAmount, isCurrencyCode, money, parseAmount } from '../../../kernel';
import { readingOf, type Reading } from '../value-at';

type Form = 'decimal' | 'minor';

/** An amount between decimal text and minor units, by the decimals of its currency; exact. */
export function toMoney(value: string, forms: { from: Form; to: Form }, currency: string): Reading {
	if (!isCurrencyCode(currency)) return { ok: false, why: 'its currency is not known' };
	const text = value.trim();
	try {
		const amount =
			forms.from === 'minor'
				? /^-?\d{1,30}$/.test(text)
					? money(BigInt(text), currency)
					: null
				: parseAmount(text, currency);
		if (amount === null) return { ok: false, why: 'it is not a whole number of minor units' };
		return readingOf(forms.to === 'minor' ? String(amount.amountMinor) : formatAmount(amount));
	} catch {
		return { ok: false, why: `it is not an amount in ${currency}, such as 1234.50` };
	}
}
