import { invalidInput } from './invalid-input';
import { quantile } from './robust/quantile';

/**
 * The score above which the fraction `contamination` (0 < … < 1) of the scores lies. What is
 * *above* it counts as an anomaly; scores that tie with it do not, so that a model which sees no
 * difference flags nobody. Throws `invalid_input` without scores or with another fraction.
 */
export function modelThreshold(scores: readonly number[], contamination: number): number {
	if (!(contamination > 0 && contamination < 1)) {
		throw invalidInput(
			'contamination is not between 0 and 1',
			'contamination',
			'Give the fraction you expect to be anomalous, such as 0.02.',
		);
	}
	return quantile(scores, 1 - contamination);
}
