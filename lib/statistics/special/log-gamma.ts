import { invalidInput } from '../invalid-input';
import { stirlingError } from './stirling-error';

const HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

/**
 * lnΓ(a) for a > 0. Relative error about 1e-15; near its zeros at 1 and 2 the error is absolute.
 * Throws `invalid_input` elsewhere.
 */
export function logGamma(a: number): number {
	if (!(a > 0 && a < Infinity)) {
		throw invalidInput('a is not a finite number above 0', 'a', 'Give a number above 0.');
	}
	if (a === 1 || a === 2) return 0;
	return (a - 0.5) * Math.log(a) - a + HALF_LOG_TWO_PI + stirlingError(a);
}
