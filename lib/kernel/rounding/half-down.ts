import type { RoundingRule } from './rounding-mode';

/** Nearest; a tie goes towards zero. */
export const halfDown: RoundingRule = (_quotient, remainder, divisor) => remainder * 2n > divisor;
