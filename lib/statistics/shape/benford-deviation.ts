import { invalidInput } from '../invalid-input';
import { requireCounts } from '../requirements';
import { regularizedUpperGamma } from '../special/regularized-gamma';

const DIGITS = 9;

/** How far leading digits are from Benford's law. */
export interface BenfordDeviation {
	/**
	 * Mean over the nine digits of |share − expected share|; Nigrini (2012) calls above 0.015 no fit.
	 */
	readonly meanAbsoluteDeviation: number;
	/** Pearson's statistic, 8 degrees of freedom. */
	readonly chiSquare: number;
	/** Chance of a chi-square at least as large if the law held. Small in any large sample. */
	readonly pValue: number;
}

/**
 * Compares how often 1…9 lead (nine counts, for 1 first) with log₁₀(1 + 1 ∕ digit). The p-value is
 * an approximation that wants about 110 amounts, so that 9 is expected five times. Throws
 * `invalid_input` unless there are nine counts, none negative, not all zero.
 */
export function benfordDeviation(firstDigits: readonly number[]): BenfordDeviation {
	if (firstDigits.length !== DIGITS) {
		throw invalidInput(
			'There are not nine counts',
			'firstDigits',
			'Count how many amounts begin with 1, 2, … 9, in this order.',
		);
	}
	requireCounts(firstDigits, 'firstDigits');
	const total = firstDigits.reduce((sum, count) => sum + count, 0);
	let absolute = 0;
	let chiSquare = 0;
	firstDigits.forEach((count, index) => {
		const expected = Math.log10(1 + 1 / (index + 1));
		absolute += Math.abs(count / total - expected);
		chiSquare += (count - total * expected) ** 2 / (total * expected);
	});
	return {
		meanAbsoluteDeviation: absolute / DIGITS,
		chiSquare,
		pValue: regularizedUpperGamma((DIGITS - 1) / 2, chiSquare / 2),
	};
}
