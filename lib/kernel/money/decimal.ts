import { AffiliateError } from '../errors/affiliate-error';
import { roundQuotient, type RoundingMode } from '../rounding';
import { minorUnitExponent } from './currencies';
import { money, type Money } from './money';

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

/**
 * Reads a decimal amount such as "87.20", "-3" or "23600" exactly. A number is read through its
 * shortest decimal notation, so 87.2 means exactly 87.20.
 *
 * More digits than the currency has: trailing zeros are dropped ("23600.00" JPY); real sub-units
 * need an explicit rounding mode, otherwise `amount_too_precise` is thrown.
 */
export function parseAmount(
	amount: string | number,
	currency: string,
	rounding?: RoundingMode,
): Money {
	const text = String(amount).trim();
	const match = DECIMAL.exec(text);
	if (match === null) {
		throw new AffiliateError(`'${text}' is not a decimal amount`, {
			code: 'invalid_amount',
			hint: 'Write amounts with a point and no thousands separator, such as 1234.50.',
		});
	}
	const [, sign, whole = '0', fraction = ''] = match;
	const exponent = minorUnitExponent(currency);
	const significant = fraction.replace(/0+$/, '');
	const digits = BigInt(whole + significant);
	const signed = sign === '-' ? -digits : digits;
	if (significant.length <= exponent) {
		return money(signed * 10n ** BigInt(exponent - significant.length), currency);
	}
	if (rounding === undefined) {
		throw new AffiliateError(`'${text}' has more decimals than ${currency} allows`, {
			code: 'amount_too_precise',
			hint: `${currency} has ${exponent} decimals; round the amount before it gets here.`,
		});
	}
	const divisor = 10n ** BigInt(significant.length - exponent);
	return money(roundQuotient(signed, divisor, rounding), currency);
}

/** Exact decimal notation with all digits of the currency: "87.20", "23600", "-0.005". */
export function formatAmount({ amountMinor, currency }: Money): string {
	const exponent = minorUnitExponent(currency);
	const digits = (amountMinor < 0n ? -amountMinor : amountMinor)
		.toString()
		.padStart(exponent + 1, '0');
	const sign = amountMinor < 0n ? '-' : '';
	if (exponent === 0) return `${sign}${digits}`;
	return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** For people: "87.20 EUR". */
export function formatMoney(value: Money): string {
	return `${formatAmount(value)} ${value.currency}`;
}
