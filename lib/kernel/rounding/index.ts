import { AffiliateError } from '../errors/affiliate-error';
import { down } from './down';
import { halfDown } from './half-down';
import { halfEven } from './half-even';
import { halfUp } from './half-up';
import type { RoundingRule } from './rounding-mode';
import { up } from './up';

/** Names as they stand in plans and traces. */
export const ROUNDING_MODES = ['half_up', 'half_even', 'half_down', 'down', 'up'] as const;

export type RoundingMode = (typeof ROUNDING_MODES)[number];

const RULES: Readonly<Record<RoundingMode, RoundingRule>> = {
	half_up: halfUp,
	half_even: halfEven,
	half_down: halfDown,
	down,
	up,
};

/** Rounds `numerator / divisor` to an integer. Throws `division_by_zero`. */
export function roundQuotient(numerator: bigint, divisor: bigint, mode: RoundingMode): bigint {
	if (divisor === 0n) {
		throw new AffiliateError('An amount cannot be divided by zero', { code: 'division_by_zero' });
	}
	const isNegative = numerator < 0n !== divisor < 0n;
	const absoluteNumerator = numerator < 0n ? -numerator : numerator;
	const absoluteDivisor = divisor < 0n ? -divisor : divisor;
	const quotient = absoluteNumerator / absoluteDivisor;
	const remainder = absoluteNumerator % absoluteDivisor;
	const rounded = quotient + (RULES[mode](quotient, remainder, absoluteDivisor) ? 1n : 0n);
	return isNegative ? -rounded : rounded;
}
