import { minorUnitExponent, money, roundQuotient, sumMoney, type Money } from '../../kernel';

/** Currencies whose amounts Stripe writes in whole units. */
const ZERO_DECIMAL: ReadonlySet<string> = new Set(
	'BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' '),
);

/** Currencies whose amounts Stripe writes in thousandths. */
const THREE_DECIMAL: ReadonlySet<string> = new Set('BHD JOD KWD OMR TND'.split(' '));

/** ISK and UGX have no smaller unit, but Stripe keeps writing them with two decimals, always 00. */
function stripeExponent(currency: string): number {
	if (ZERO_DECIMAL.has(currency)) return 0;
	return THREE_DECIMAL.has(currency) ? 3 : 2;
}

/**
 * An amount as Stripe writes it: an integer of Stripe's own smallest unit, which is not ISO's for
 * ISK, UGX and MGA. What lies between ISO's units (a prorated ISK line) is rounded half up.
 */
export function stripeAmount(amount: number, currency: string): Money {
	const exponent = minorUnitExponent(currency);
	const scale = stripeExponent(currency);
	const minor = BigInt(amount) * 10n ** BigInt(exponent);
	return money(roundQuotient(minor, 10n ** BigInt(scale), 'half_up'), currency);
}

export function sumStripeAmounts(amounts: readonly number[], currency: string): Money {
	return sumMoney(
		amounts.map((amount) => stripeAmount(amount, currency)),
		currency,
	);
}
