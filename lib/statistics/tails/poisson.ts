import { requireAtLeast, requireWhole } from '../requirements';
import { logGammaTails } from '../special/regularized-gamma';

/**
 * ln P(X ≥ k) for X ~ Poisson(lambda); −Infinity for the impossible. Throws `invalid_input` unless
 * k is a whole number ≥ 0 and lambda is finite and ≥ 0.
 */
export function logPoissonUpperTail(k: number, lambda: number): number {
	requireWhole(k, 0, 'k');
	requireAtLeast(lambda, 0, 'lambda');
	return logGammaTails(k, lambda).lower;
}

/** ln P(X ≤ k) for X ~ Poisson(lambda); throws as `logPoissonUpperTail`. */
export function logPoissonLowerTail(k: number, lambda: number): number {
	requireWhole(k, 0, 'k');
	requireAtLeast(lambda, 0, 'lambda');
	return logGammaTails(k + 1, lambda).upper;
}

/** P(X ≥ k) for X ~ Poisson(lambda): how likely at least so many are when lambda are expected. */
export function poissonUpperTail(k: number, lambda: number): number {
	return Math.exp(logPoissonUpperTail(k, lambda));
}

/** P(X ≤ k) for X ~ Poisson(lambda): how likely at most so many are when lambda are expected. */
export function poissonLowerTail(k: number, lambda: number): number {
	return Math.exp(logPoissonLowerTail(k, lambda));
}
