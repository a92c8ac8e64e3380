import { money, requireSameCurrency, zeroMoney, type Money } from './money';

export function addMoney(a: Money, b: Money): Money {
	requireSameCurrency(a, b);
	return money(a.amountMinor + b.amountMinor, a.currency);
}

export function subtractMoney(a: Money, b: Money): Money {
	requireSameCurrency(a, b);
	return money(a.amountMinor - b.amountMinor, a.currency);
}

export function negateMoney(value: Money): Money {
	return money(-value.amountMinor, value.currency);
}

/** Sum in the given currency; the sum of nothing is zero. */
export function sumMoney(values: readonly Money[], currency: string): Money {
	return values.reduce(addMoney, zeroMoney(currency));
}

/** Negative when `a` is less than `b`, zero when equal, positive when greater. */
export function compareMoney(a: Money, b: Money): number {
	requireSameCurrency(a, b);
	if (a.amountMinor === b.amountMinor) return 0;
	return a.amountMinor < b.amountMinor ? -1 : 1;
}

export function minMoney(a: Money, b: Money): Money {
	return compareMoney(a, b) <= 0 ? a : b;
}

export function maxMoney(a: Money, b: Money): Money {
	return compareMoney(a, b) >= 0 ? a : b;
}
