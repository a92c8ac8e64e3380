import { requireFraction, requireSample } from '../requirements';

/**
 * The value below which the fraction q of the values lies, linear between neighbours (type 7 of
 * Hyndman & Fan 1996, the default of R and NumPy). Throws `invalid_input` without values, when one
 * is not finite, or when q is outside 0..1.
 */
export function quantile(values: readonly number[], q: number): number {
	requireSample(values, 'values');
	requireFraction(q, 'q');
	const sorted = Float64Array.from(values).sort();
	const position = q * (sorted.length - 1);
	const index = Math.floor(position);
	const low = sorted[index] ?? 0;
	const high = sorted[index + 1] ?? low;
	// Two equal neighbours need no arithmetic, which could move them.
	return low === high ? low : low + (position - index) * (high - low);
}
