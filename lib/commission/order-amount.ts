import { convertMoney, rateFromDecimal, type Money, type RoundingMode } from '../kernel';
import type { LockedRate } from '../model/commission';

/** An amount of the programme in the currency of the order, by the inverse of the locked rate. */
export function orderAmountOf(
	amount: Money,
	lockedRate: LockedRate | null,
	rounding: RoundingMode,
): Money {
	if (lockedRate === null) return amount;
	const { numerator, denominator } = rateFromDecimal(lockedRate.rate);
	const inverse = { numerator: denominator, denominator: numerator };
	return convertMoney(amount, inverse, lockedRate.from, rounding);
}
