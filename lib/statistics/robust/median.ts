import { quantile } from './quantile';

/** The middle value, or the mean of the two middle ones. Throws `invalid_input` without values. */
export function median(values: readonly number[]): number {
	return quantile(values, 0.5);
}
