import type { RoundingRule } from './rounding-mode';

/** Nearest; a tie goes to the even neighbour (bankers' rounding). */
export const halfEven: RoundingRule = (quotient, remainder, divisor) =>
	remainder * 2n > divisor || (remainder * 2n === divisor && quotient % 2n === 1n);
