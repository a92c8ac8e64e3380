import type { RoundingRule } from './rounding-mode';

/** Towards zero: cuts what is left. */
export const down: RoundingRule = () => false;
