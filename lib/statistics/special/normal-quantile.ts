import { invalidInput } from '../invalid-input';
import { logNormalUpperTail } from './normal-tail';

const HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);
const MOST_STEPS = 20;

/**
 * z with P(Z ≤ z) = p, for 0 < p < 1. Near 1 the number p itself has few digits left: ask for the
 * quantile of the small tail and change its sign. Throws `invalid_input` outside.
 */
export function normalQuantile(p: number): number {
	if (!(p > 0 && p < 1)) {
		throw invalidInput('p is not between 0 and 1', 'p', 'Give a number above 0 and below 1.');
	}
	if (p === 0.5) return 0;
	return p < 0.5 ? -upperPoint(p) : upperPoint(1 - p);
}

/**
 * z > 0 with P(Z ≥ z) = tail: Newton's steps on the logarithm of the tail, which is so nearly a
 * parabola that √(−2·ln(2·tail)), an upper bound, is a good enough start.
 */
function upperPoint(tail: number): number {
	const wanted = Math.log(tail);
	let z = Math.sqrt(-2 * (wanted + Math.LN2));
	for (let step = 0; step < MOST_STEPS; step += 1) {
		const found = logNormalUpperTail(z);
		const logDensity = -(z * z) / 2 - HALF_LOG_TWO_PI;
		const change = (found - wanted) * Math.exp(found - logDensity);
		z += change;
		if (Math.abs(change) <= 1e-15 * Math.abs(z)) break;
	}
	return z;
}
