import { invalidInput } from '../invalid-input';
import { logGammaTails } from './regularized-gamma';

/**
 * ln P(Z ≥ z) of the standard normal distribution, for any finite z. P(Z ≤ z) is the upper tail of
 * −z. Throws `invalid_input` when z is not finite.
 */
export function logNormalUpperTail(z: number): number {
	if (!Number.isFinite(z)) {
		throw invalidInput('z is not a finite number', 'z', 'Give a finite number.');
	}
	const tails = logGammaTails(0.5, Math.min((z * z) / 2, Number.MAX_VALUE));
	if (z >= 0) return tails.upper - Math.LN2;
	return Math.log1p(Math.exp(tails.lower)) - Math.LN2;
}

/** P(Z ≥ z) of the standard normal distribution; 0 beyond the range of a double. */
export function normalUpperTail(z: number): number {
	return Math.exp(logNormalUpperTail(z));
}
