import { roundQuotient, type RoundingMode } from '../rounding';
import { minorUnitExponent } from './currencies';
import { money, requireSameCurrency, type Money } from './money';
import type { Rate } from './rate';

/**
 * An amount before it is rounded: an exact fraction of the currency's minor unit. Sums of these are
 * rounded once, at their end. `denominator` is above zero.
 */
export interface ExactMoney extends Rate {
	readonly currency: string;
}

export function exactMoney({ amountMinor, currency }: Money): ExactMoney {
	return { numerator: amountMinor, denominator: 1n, currency };
}

/** Throws `currency_mismatch`. */
export function addExact(a: ExactMoney, b: ExactMoney): ExactMoney {
	requireSameCurrency(a, b);
	if (a.denominator === b.denominator) {
		return { ...a, numerator: a.numerator + b.numerator };
	}
	const divisor = greatestCommonDivisor(a.denominator, b.denominator);
	const [factorOfA, factorOfB] = [b.denominator / divisor, a.denominator / divisor];
	return {
		numerator: a.numerator * factorOfA + b.numerator * factorOfB,
		denominator: a.denominator * factorOfA,
		currency: a.currency,
	};
}

/** Sum in the given currency; the sum of nothing is zero. */
export function sumExact(values: readonly ExactMoney[], currency: string): ExactMoney {
	return values.reduce(addExact, { numerator: 0n, denominator: 1n, currency });
}

/** Negative when `a` is less than `b`, zero when equal, positive when greater. */
export function compareExact(a: ExactMoney, b: ExactMoney): number {
	requireSameCurrency(a, b);
	const [left, right] = [a.numerator * b.denominator, b.numerator * a.denominator];
	if (left === right) return 0;
	return left < right ? -1 : 1;
}

export function multiplyExact(value: ExactMoney, factor: Rate): ExactMoney {
	return {
		numerator: value.numerator * factor.numerator,
		denominator: value.denominator * factor.denominator,
		currency: value.currency,
	};
}

/** Converts at `rate` units of `currency` per unit of the amount's currency, without rounding. */
export function convertExact(value: ExactMoney, rate: Rate, currency: string): ExactMoney {
	const from = 10n ** BigInt(minorUnitExponent(value.currency));
	const to = 10n ** BigInt(minorUnitExponent(currency));
	return {
		numerator: value.numerator * rate.numerator * to,
		denominator: value.denominator * rate.denominator * from,
		currency,
	};
}

/** The one rounding, by the named mode. */
export function roundExact(value: ExactMoney, rounding: RoundingMode): Money {
	return money(roundQuotient(value.numerator, value.denominator, rounding), value.currency);
}

/** Integers in the same proportions as the values. */
export function proportionsOf(values: readonly ExactMoney[]): bigint[] {
	const common = values.reduce(
		(multiple, { denominator }) =>
			(multiple / greatestCommonDivisor(multiple, denominator)) * denominator,
		1n,
	);
	return values.map(({ numerator, denominator }) => numerator * (common / denominator));
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
	return b === 0n ? a : greatestCommonDivisor(b, a % b);
}
