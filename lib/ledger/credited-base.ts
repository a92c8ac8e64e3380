import { applyRate, convertMoney, rateFromDecimal, type Money } from '../kernel';
import type { CommissionLine } from '../model/commission';

/**
 * A beneficiary's part of an order's base in the currency of its commission, at the locked rate
 * (C22). Null where the currencies differ and no rate was locked.
 */
export function creditedBase(
	line: Pick<CommissionLine, 'amount' | 'weight' | 'weightTotal' | 'lockedRate'>,
	orderBase: Money,
): Money | null {
	const share = { numerator: BigInt(line.weight), denominator: BigInt(line.weightTotal) };
	const part = applyRate(orderBase, share, 'half_up');
	const { currency } = line.amount;
	if (part.currency === currency) return part;
	const { lockedRate } = line;
	if (lockedRate?.from !== part.currency || lockedRate.to !== currency) return null;
	return convertMoney(part, rateFromDecimal(lockedRate.rate), currency, 'half_up');
}
