import { invalidInput } from './invalid-input';

/** Throws `invalid_input` unless the value is a finite number of at least `least`. */
export function requireAtLeast(value: number, least: number, path: string): void {
	if (Number.isFinite(value) && value >= least) return;
	throw invalidInput(
		`${path} is not a finite number of at least ${least}`,
		path,
		`Give a finite number that is not below ${least}.`,
	);
}

/** Throws `invalid_input` unless the value is a whole number of at least `least`. */
export function requireWhole(value: number, least: number, path: string): void {
	if (Number.isSafeInteger(value) && value >= least) return;
	throw invalidInput(
		`${path} is not a whole number of at least ${least}`,
		path,
		`Give a whole number that is not below ${least}.`,
	);
}

/** Throws `invalid_input` unless the value lies in 0..1, both included. */
export function requireFraction(value: number, path: string): void {
	if (value >= 0 && value <= 1) return;
	throw invalidInput(`${path} is not within 0 and 1`, path, 'Give a number from 0 to 1.');
}

/** Throws `invalid_input` unless there is at least one value and every value is finite. */
export function requireSample(values: readonly number[], path: string): void {
	if (values.length === 0) {
		throw invalidInput(
			`${path} holds no value`,
			path,
			'A statistic of nothing is unknown: ask for it only when there are values.',
		);
	}
	requireAllFinite(values, path);
}

/** Throws `invalid_input` that names the first value which is not a finite number. */
export function requireAllFinite(values: readonly number[], path: string): void {
	for (let index = 0; index < values.length; index += 1) {
		if (Number.isFinite(values[index])) continue;
		throw invalidInput(
			`${path}[${index}] is not a finite number`,
			`${path}[${index}]`,
			'Leave out what is unknown, or decide what stands for it, before it is counted.',
		);
	}
}

/**
 * Throws `invalid_input` unless every count is finite, none is negative, and they are not all zero.
 */
export function requireCounts(counts: readonly number[], path: string): void {
	requireSample(counts, path);
	counts.forEach((count, index) => requireAtLeast(count, 0, `${path}[${index}]`));
	if (counts.some((count) => count > 0)) return;
	throw invalidInput(
		`${path} counts nothing`,
		path,
		'Ask only when at least one thing was counted.',
	);
}
