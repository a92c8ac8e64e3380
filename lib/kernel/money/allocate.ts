import { AffiliateError } from '../errors/affiliate-error';
import { money, type Money } from './money';

interface Share {
	readonly index: number;
	readonly floor: bigint;
	readonly remainder: bigint;
}

/**
 * Splits an amount by integer weights so that the parts sum exactly to the whole: Hamilton's
 * largest-remainder method on the absolute value, ties to the lower index, sign put back at the
 * end (so that allocating −x mirrors allocating x).
 *
 * Throws `invalid_weights` when a weight is negative or all are zero.
 */
export function allocateMoney(total: Money, weights: readonly bigint[]): Money[] {
	const weightSum = weights.reduce((sum, weight) => sum + weight, 0n);
	if (weights.some((weight) => weight < 0n) || weightSum === 0n) {
		throw new AffiliateError('Weights of an allocation must not be negative nor all zero', {
			code: 'invalid_weights',
			hint: 'Give at least one part a weight above zero.',
		});
	}
	const sign = total.amountMinor < 0n ? -1n : 1n;
	const whole = total.amountMinor * sign;
	const shares = weights.map((weight, index): Share => ({
		index,
		floor: (whole * weight) / weightSum,
		remainder: (whole * weight) % weightSum,
	}));
	const left = whole - shares.reduce((sum, share) => sum + share.floor, 0n);
	const favoured = new Set(
		[...shares]
			.sort((a, b) => compareBigints(b.remainder, a.remainder) || a.index - b.index)
			.slice(0, Number(left))
			.map((share) => share.index),
	);
	return shares.map((share) =>
		money(sign * (share.floor + (favoured.has(share.index) ? 1n : 0n)), total.currency),
	);
}

function compareBigints(a: bigint, b: bigint): number {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}
