import { AffiliateError } from '../errors/affiliate-error';
import { roundQuotient, type RoundingMode } from '../rounding';
import { minorUnitExponent } from './currencies';
import { money, type Money } from './money';

/** An exact fraction; `denominator` is above zero. */
export interface Rate {
	readonly numerator: bigint;
	readonly denominator: bigint;
}

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

/** Reads an exact decimal ("1.0843", "0.5") as a rate. Throws `invalid_rate`. */
export function rateFromDecimal(text: string): Rate {
	const match = DECIMAL.exec(text.trim());
	if (match === null) {
		throw new AffiliateError(`'${text}' is not a decimal rate`, {
			code: 'invalid_rate',
			hint: 'Write rates with a point, such as 12.5.',
		});
	}
	const [, sign, whole = '0', fraction = ''] = match;
	const digits = BigInt(whole + fraction);
	return {
		numerator: sign === '-' ? -digits : digits,
		denominator: 10n ** BigInt(fraction.length),
	};
}

/** "12.5" means 12.5 %. */
export function rateFromPercent(percent: string): Rate {
	const rate = rateFromDecimal(percent);
	return { numerator: rate.numerator, denominator: rate.denominator * 100n };
}

/** One multiplication, one rounding, by the named mode. */
export function applyRate(value: Money, rate: Rate, rounding: RoundingMode): Money {
	return money(
		roundQuotient(value.amountMinor * rate.numerator, rate.denominator, rounding),
		value.currency,
	);
}

/**
 * Converts at `rate` units of `currency` per unit of the amount's currency, rounding once, with
 * the minor units of both currencies taken into account (JPY 0 to BHD 3).
 */
export function convertMoney(
	value: Money,
	rate: Rate,
	currency: string,
	rounding: RoundingMode,
): Money {
	const from = 10n ** BigInt(minorUnitExponent(value.currency));
	const to = 10n ** BigInt(minorUnitExponent(currency));
	const numerator = value.amountMinor * rate.numerator * to;
	return money(roundQuotient(numerator, rate.denominator * from, rounding), currency);
}
