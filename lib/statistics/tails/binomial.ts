import { requireFraction, requireWhole } from '../requirements';
import { logBetaTails } from '../special/regularized-beta';

/**
 * ln P(X ≥ k) for X ~ Binomial(n, p); −Infinity for the impossible. Throws `invalid_input` unless k
 * and n are whole numbers ≥ 0 and p is within 0..1.
 */
export function logBinomialUpperTail(k: number, n: number, p: number): number {
	requireBinomial(k, n, p);
	if (k === 0) return 0;
	return k > n ? -Infinity : logBetaTails(p, k, n - k + 1).lower;
}

/** ln P(X ≤ k) for X ~ Binomial(n, p); throws as `logBinomialUpperTail`. */
export function logBinomialLowerTail(k: number, n: number, p: number): number {
	requireBinomial(k, n, p);
	return k >= n ? 0 : logBetaTails(p, k + 1, n - k).upper;
}

/** P(X ≥ k) for X ~ Binomial(n, p): at least k of n when each happens with probability p. */
export function binomialUpperTail(k: number, n: number, p: number): number {
	return Math.exp(logBinomialUpperTail(k, n, p));
}

/** P(X ≤ k) for X ~ Binomial(n, p): at most k of n when each happens with probability p. */
export function binomialLowerTail(k: number, n: number, p: number): number {
	return Math.exp(logBinomialLowerTail(k, n, p));
}

function requireBinomial(k: number, n: number, p: number): void {
	requireWhole(k, 0, 'k');
	requireWhole(n, 0, 'n');
	requireFraction(p, 'p');
}
