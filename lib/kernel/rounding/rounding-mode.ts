/**
 * A rounding mode decides whether the absolute quotient goes up by one unit. It sees only
 * absolute values, so every mode treats −x as the mirror of x.
 */
export type RoundingRule = (quotient: bigint, remainder: bigint, divisor: bigint) => boolean;
