import { requireAllFinite } from '../requirements';
import { median } from './median';
import { medianAbsoluteDeviation } from './median-absolute-deviation';

/** Third quartile of the standard normal: makes the median deviation a standard deviation. */
const QUARTILE = 0.6745;

/** √(π ∕ 2): makes the mean deviation a standard deviation. */
const MEAN_DEVIATION_FACTOR = 1.253314;

/**
 * How many robust standard deviations a value is from the median of a sample, with sign: the
 * modified z-score of Iglewicz & Hoaglin (1993), 0.6745·(x − median) ∕ MAD, of which they call 3.5
 * and more an outlier.
 *
 * When more than half the sample is one value the MAD is 0 and 1.253314 times the mean absolute
 * deviation takes its place. When all of it is one value there is no scale: 0 for that value,
 * ±Infinity for any other. Throws `invalid_input` without a sample or when a number is not finite.
 */
export function robustZ(value: number, sample: readonly number[]): number {
	requireAllFinite([value], 'value');
	const middle = median(sample);
	const distance = value - middle;
	const deviation = medianAbsoluteDeviation(sample);
	if (deviation > 0) return (QUARTILE * distance) / deviation;
	const total = sample.reduce((sum, each) => sum + Math.abs(each - middle), 0);
	if (total > 0) return distance / ((MEAN_DEVIATION_FACTOR * total) / sample.length);
	return distance === 0 ? 0 : distance * Infinity;
}
