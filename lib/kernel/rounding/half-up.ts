import type { RoundingRule } from './rounding-mode';

/** Nearest; a tie goes away from zero (commercial rounding). */
export const halfUp: RoundingRule = (_quotient, remainder, divisor) => remainder * 2n >= divisor;
