import { money, parseAmount, roundQuotient, type Money } from '../kernel';

/**
 * An amount as stores write it: decimal text or a JSON number. Digits beyond the currency's minor
 * unit are rounded half up, as the stores do when they charge.
 */
export function storeAmount(amount: string | number, currency: string): Money {
	return parseAmount(amount, currency, 'half_up');
}

/** `amount × numerator / denominator`, rounded half up once; zero when the denominator is zero. */
export function shareOf(amount: Money, numerator: bigint, denominator: bigint): Money {
	if (denominator === 0n) return money(0n, amount.currency);
	const minor = roundQuotient(amount.amountMinor * numerator, denominator, 'half_up');
	return money(minor, amount.currency);
}
