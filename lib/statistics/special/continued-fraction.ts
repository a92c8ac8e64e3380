import { invalidInput } from '../invalid-input';

/** Stands in for a zero denominator; the next step takes it out again. */
const TINY = 1e-300;

/** Steps grow with the square root of the parameters: enough for parameters up to about 1e11. */
const MOST_STEPS = 5_000_000;

/** One step a ∕ (b + …) of a continued fraction. */
export interface FractionStep {
	numerator: number;
	denominator: number;
}

/**
 * b₀ + a₁ ∕ (b₁ + a₂ ∕ (b₂ + …)), evaluated forwards by Lentz's method. `step` writes aₙ and bₙ
 * into the object it is given. Throws `invalid_input` when it does not settle.
 */
export function continuedFraction(
	first: number,
	step: (index: number, into: FractionStep) => void,
): number {
	const current: FractionStep = { numerator: 0, denominator: 0 };
	let value = first === 0 ? TINY : first;
	let ascending = value;
	let descending = 0;
	for (let index = 1; index < MOST_STEPS; index += 1) {
		step(index, current);
		descending = current.denominator + current.numerator * descending;
		ascending = current.denominator + current.numerator / ascending;
		if (descending === 0) descending = TINY;
		if (ascending === 0) ascending = TINY;
		descending = 1 / descending;
		const factor = ascending * descending;
		value *= factor;
		if (Math.abs(factor - 1) <= Number.EPSILON) return value;
	}
	throw invalidInput(
		'The parameters are too large for an exact tail',
		'parameters',
		'Use parameters below a hundred thousand millions.',
	);
}
