import type { RoundingRule } from './rounding-mode';

/** Away from zero whenever something is left. */
export const up: RoundingRule = (_quotient, remainder) => remainder > 0n;
