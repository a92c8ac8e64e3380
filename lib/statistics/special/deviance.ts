/** Nearer than this the logarithm's leading terms cancel, and the series is taken instead. */
const SERIES_BELOW = 0.1;

/**
 * x·ln(x ∕ mean) + mean − x for x > 0 and mean > 0: how far a count is from its mean, in nats. Near
 * the mean by the series of 2·artanh, so that a tail at a mean of 100,000 keeps its digits.
 */
export function deviance(x: number, mean: number): number {
	const offset = (x - mean) / (x + mean);
	if (Math.abs(offset) >= SERIES_BELOW) return x * Math.log(x / mean) + mean - x;
	const square = offset * offset;
	let power = 2 * x * offset * square;
	let sum = (x - mean) * offset;
	for (let odd = 3; ; odd += 2) {
		const next = sum + power / odd;
		if (next === sum) return sum;
		sum = next;
		power *= square;
	}
}
