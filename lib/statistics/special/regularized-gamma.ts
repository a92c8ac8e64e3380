import { requireAtLeast } from '../requirements';
import { continuedFraction } from './continued-fraction';
import { deviance } from './deviance';
import { tailsOfLower, tailsOfUpper, type LogTails } from './log-tails';
import { stirlingError } from './stirling-error';

/**
 * ln P(a, x) and ln Q(a, x). Left of a + 1 by the power series of P, right of it by the continued
 * fraction of Q (DLMF 8.11.4 and 8.9.2); the other one is its complement. Time grows with √a.
 */
export function logGammaTails(a: number, x: number): LogTails {
	requireAtLeast(a, 0, 'a');
	requireAtLeast(x, 0, 'x');
	if (a === 0) return { lower: 0, upper: -Infinity };
	if (x === 0) return { lower: -Infinity, upper: 0 };
	// ln(x^a·e^−x ∕ Γ(a + 1)).
	const logDensity = -deviance(a, x) - stirlingError(a) - 0.5 * Math.log(2 * Math.PI * a);
	return x < a + 1
		? tailsOfLower(logDensity + Math.log(lowerSeries(a, x)))
		: tailsOfUpper(logDensity + Math.log(a / upperFraction(a, x)));
}

/** 1 + x ∕ (a + 1) + x² ∕ ((a + 1)(a + 2)) + … */
function lowerSeries(a: number, x: number): number {
	let term = 1;
	let sum = 1;
	for (let index = 1; term > sum * 1e-17; index += 1) {
		term *= x / (a + index);
		sum += term;
	}
	return sum;
}

function upperFraction(a: number, x: number): number {
	return continuedFraction(x + 1 - a, (index, into) => {
		into.numerator = index * (a - index);
		into.denominator = x + 1 - a + 2 * index;
	});
}

/** ln P(a, x), for tails below the range of a double. a ≥ 0, x ≥ 0. */
export function logRegularizedLowerGamma(a: number, x: number): number {
	return logGammaTails(a, x).lower;
}

/** ln Q(a, x), for tails below the range of a double. a ≥ 0, x ≥ 0. */
export function logRegularizedUpperGamma(a: number, x: number): number {
	return logGammaTails(a, x).upper;
}

/**
 * P(a, x) = γ(a, x) ∕ Γ(a), 0..1: relative error below 1e-11 for a up to 1e5. P(0, x) is 1. Throws
 * `invalid_input` unless a ≥ 0 and x ≥ 0 are finite.
 */
export function regularizedLowerGamma(a: number, x: number): number {
	return Math.exp(logRegularizedLowerGamma(a, x));
}

/**
 * Q(a, x) = 1 − P(a, x), 0..1, from its own fraction where it is small. For a below ½ together with
 * x below 1 it is a complement, whose error is absolute (1e-15). Throws as `regularizedLowerGamma`.
 */
export function regularizedUpperGamma(a: number, x: number): number {
	return Math.exp(logRegularizedUpperGamma(a, x));
}
