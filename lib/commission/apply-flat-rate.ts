import {
	applyRate,
	convertMoney,
	formatMoney,
	minMoney,
	rateFromDecimal,
	rateFromPercent,
	type Money,
	type RoundingMode,
} from '../kernel';
import type { FlatRate } from '../model/plan';

export interface AppliedRate {
	readonly amount: Money;
	/** "12.5 %" or "5.00 EUR per order" */
	readonly words: string;
	/** Set when a fixed amount was cut to the base (C8). */
	readonly isCapped: boolean;
}

/**
 * Prices the whole order at one rate, in the order's currency, rounding once (C4). A fixed amount
 * in the programme's currency is converted with the inverse of the locked rate.
 */
export function applyFlatRate(
	rate: FlatRate,
	base: Money,
	rounding: RoundingMode,
	lockedRate: string | null,
): AppliedRate {
	if (rate.type === 'percentage') {
		return {
			amount: applyRate(base, rateFromPercent(rate.percent), rounding),
			words: `${rate.percent} %`,
			isCapped: false,
		};
	}
	const fixed =
		rate.amount.currency === base.currency || lockedRate === null
			? rate.amount
			: convertMoney(rate.amount, inverse(lockedRate), base.currency, rounding);
	const amount = minMoney(fixed, base);
	return {
		amount,
		words: `${formatMoney(rate.amount)} per order`,
		isCapped: amount.amountMinor < fixed.amountMinor,
	};
}

function inverse(rate: string): { numerator: bigint; denominator: bigint } {
	const { numerator, denominator } = rateFromDecimal(rate);
	return { numerator: denominator, denominator: numerator };
}
