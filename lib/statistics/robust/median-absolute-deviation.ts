import { median } from './median';

/**
 * Median of the distances to the median, in the unit of the values and not scaled to a standard
 * deviation (that would be 1.4826 times it). Throws `invalid_input` without values.
 */
export function medianAbsoluteDeviation(values: readonly number[]): number {
	const middle = median(values);
	return median(values.map((value) => Math.abs(value - middle)));
}
