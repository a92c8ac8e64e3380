import { LEAF, requireRow, type IsolationForest, type IsolationTree } from './forest';

/**
 * How easily a row is told apart, in (0, 1): 2^(−mean path ∕ average path). About 0.5 is ordinary,
 * towards 1 is alone. It is a rank, not a probability. Throws `invalid_input` when the row does not
 * fit.
 */
export function isolationScore(forest: IsolationForest, row: readonly number[]): number {
	requireRow(forest, row, 'row');
	let total = 0;
	for (const tree of forest.trees) total += pathLength(tree, row);
	return scoreOfPath(forest, total / forest.trees.length);
}

/** The score of every row, one tree after the other: faster than row by row, the same numbers. */
export function isolationScores(
	forest: IsolationForest,
	rows: readonly (readonly number[])[],
): number[] {
	rows.forEach((row, index) => requireRow(forest, row, `rows[${index}]`));
	const totals = new Float64Array(rows.length);
	for (const tree of forest.trees) {
		for (const [index, row] of rows.entries()) {
			totals[index] = (totals[index] ?? 0) + pathLength(tree, row);
		}
	}
	return Array.from(totals, (total) => scoreOfPath(forest, total / forest.trees.length));
}

/** The score that belongs to a mean path length. */
export function scoreOfPath(forest: IsolationForest, path: number): number {
	return 2 ** (-path / forest.averagePath);
}

function pathLength({ feature, value, right }: IsolationTree, row: readonly number[]): number {
	let node = 0;
	for (;;) {
		const asked = feature[node] ?? LEAF;
		const limit = value[node] ?? 0;
		if (asked === LEAF) return limit;
		node = (row[asked] ?? 0) < limit ? node + 1 : (right[node] ?? 0);
	}
}
