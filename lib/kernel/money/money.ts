import { AffiliateError } from '../errors/affiliate-error';
import { minorUnitExponent } from './currencies';

/** An exact amount: an integer of the currency's minor unit (cents, yen, fils). */
export interface Money {
	readonly amountMinor: bigint;
	readonly currency: string;
}

/** Throws `unknown_currency` unless `currency` is an active ISO 4217 code. */
export function money(amountMinor: bigint, currency: string): Money {
	minorUnitExponent(currency);
	return { amountMinor, currency };
}

export function zeroMoney(currency: string): Money {
	return money(0n, currency);
}

export function isZeroMoney(value: Money): boolean {
	return value.amountMinor === 0n;
}

/** Throws `currency_mismatch`: amounts of two currencies never meet without a rate. */
export function requireSameCurrency(a: Pick<Money, 'currency'>, b: Pick<Money, 'currency'>): void {
	if (a.currency !== b.currency) {
		throw new AffiliateError(`Amounts in ${a.currency} and ${b.currency} cannot be combined`, {
			code: 'currency_mismatch',
			hint: 'Convert one of them with an exchange rate first.',
		});
	}
}
