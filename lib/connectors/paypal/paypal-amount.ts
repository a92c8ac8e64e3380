import { formatAmount, minorUnitExponent, type Money } from '../../kernel';

/** Currencies that PayPal pays out (its list of supported currencies). */
const CURRENCIES: ReadonlySet<string> = new Set(
	(
		'AUD BRL CAD CHF CNY CZK DKK EUR GBP HKD HUF ILS JPY MXN MYR NOK NZD PHP PLN SEK SGD THB ' +
		'TWD USD'
	).split(' '),
);

/** Those it takes no decimals of, whatever ISO 4217 says. */
const WHOLE_UNITS: ReadonlySet<string> = new Set(['HUF', 'JPY', 'TWD']);

export type PayPalAmount =
	{ readonly ok: true; readonly value: string } | { readonly ok: false; readonly problem: string };

/** An amount as PayPal writes it; a fraction of a currency without decimals is never rounded away. */
export function payPalAmount(amount: Money): PayPalAmount {
	const { currency, amountMinor } = amount;
	if (!CURRENCIES.has(currency)) return { ok: false, problem: `PayPal does not pay ${currency}.` };
	if (amountMinor <= 0n) return { ok: false, problem: 'The amount is not above zero.' };
	if (!WHOLE_UNITS.has(currency)) return { ok: true, value: formatAmount(amount) };
	const perUnit = 10n ** BigInt(minorUnitExponent(currency));
	return amountMinor % perUnit === 0n
		? { ok: true, value: (amountMinor / perUnit).toString() }
		: { ok: false, problem: `PayPal pays ${currency} in whole units only.` };
}
