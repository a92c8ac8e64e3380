import type { Transition } from '../../../../lib/attribution/data-driven';

/**
 * Probability to convert without ever visiting `removed`, by Gaussian elimination on the whole matrix
 * of transitions: slow, and another way than the engine's.
 */
export function conversionWithout(transitions: readonly Transition[], removed: string): number {
	const names = [...new Set(transitions.map(({ from }) => from))].filter(
		(name) => !name.split(' > ').includes(removed),
	);
	const matrix = names.map((from) => [
		...names.map((to) => (from === to ? 1 : 0) - probabilityOf(transitions, from, to)),
		probabilityOf(transitions, from, '(conversion)'),
	]);
	eliminate(matrix);
	return matrix[names.indexOf('(start)')]?.at(-1) ?? Number.NaN;
}

function probabilityOf(transitions: readonly Transition[], from: string, to: string): number {
	return transitions.find((entry) => entry.from === from && entry.to === to)?.probability ?? 0;
}

/** Leaves the solution in the last column. */
function eliminate(matrix: number[][]): void {
	for (let pivot = 0; pivot < matrix.length; pivot += 1) {
		const rest = matrix.map((row, index) => (index < pivot ? 0 : Math.abs(row[pivot] ?? 0)));
		const best = rest.indexOf(Math.max(...rest));
		const chosen = matrix[best] ?? [];
		matrix[best] = matrix[pivot] ?? [];
		matrix[pivot] = chosen.map((cell) => cell / (chosen[pivot] ?? Number.NaN));
		for (const [index, row] of matrix.entries()) {
			const factor = row[pivot] ?? 0;
			if (index === pivot || factor === 0) continue;
			const by = matrix[pivot] ?? [];
			matrix[index] = row.map((cell, column) => cell - factor * (by[column] ?? 0));
		}
	}
}
