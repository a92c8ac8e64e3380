import { invalidInput } from '../invalid-input';
import { requireWhole } from '../requirements';
import { normalQuantile } from '../special/normal-quantile';

/** Bounds of an unknown rate, both within 0..1. */
export interface RateInterval {
	readonly low: number;
	readonly high: number;
}

/**
 * Wilson's two-sided score interval (1927, without continuity correction) for the rate behind
 * `successes` of `trials`. Without trials everything is possible: 0..1. Throws `invalid_input`
 * unless 0 ≤ successes ≤ trials are whole numbers and 0 < confidence < 1.
 */
export function wilsonInterval(successes: number, trials: number, confidence = 0.95): RateInterval {
	requireWhole(trials, 0, 'trials');
	requireWhole(successes, 0, 'successes');
	if (successes > trials) {
		throw invalidInput(
			'There are more successes than trials',
			'successes',
			'Count successes among the trials only.',
		);
	}
	if (!(confidence > 0 && confidence < 1)) {
		throw invalidInput(
			'confidence is not between 0 and 1',
			'confidence',
			'Give a number above 0 and below 1, such as 0.95.',
		);
	}
	if (trials === 0) return { low: 0, high: 1 };
	const z = -normalQuantile((1 - confidence) / 2);
	return {
		low: lowerBound(successes, trials, z),
		high: 1 - lowerBound(trials - successes, trials, z),
	};
}

/** The smaller root of Wilson's quadratic, written without the difference that cancels near 0. */
function lowerBound(successes: number, trials: number, z: number): number {
	const square = z * z;
	const spread = z * Math.sqrt(square + (4 * successes * (trials - successes)) / trials);
	return (2 * successes * (successes / trials)) / (2 * successes + square + spread);
}
