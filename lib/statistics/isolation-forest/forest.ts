import { invalidInput } from '../invalid-input';

/** Changes when a stored forest of before would be read wrongly. */
export const FOREST_VERSION = 1;

/** Marks a leaf in `IsolationTree.feature`. */
export const LEAF = -1;

/** Nodes in preorder, one position per node in every list: a left child follows its parent. */
export interface IsolationTree {
	/** Index of the feature the node asks for; −1 for a leaf. */
	readonly feature: readonly number[];
	/** Node: rows whose feature is below this go left. Leaf: length of the path that ends here. */
	readonly value: readonly number[];
	/** Index of the right child; 0 for a leaf. */
	readonly right: readonly number[];
}

/** A fitted forest: plain JSON, without any row it was fitted on. */
export interface IsolationForest {
	readonly version: typeof FOREST_VERSION;
	/** How many features a row has. */
	readonly features: number;
	/** Rows each tree was grown from. */
	readonly sampleSize: number;
	/** Path length that scores 0.5: that of an unsuccessful search among `sampleSize` rows. */
	readonly averagePath: number;
	readonly trees: readonly IsolationTree[];
}

/** Throws `invalid_input` for a forest of another version and for a row that does not fit it. */
export function requireRow(forest: IsolationForest, row: readonly number[], path: string): void {
	if (forest.version !== FOREST_VERSION) {
		throw invalidInput(
			`The forest is of version ${String(forest.version)}, not ${FOREST_VERSION}`,
			'forest.version',
			'Fit the forest again.',
		);
	}
	requireFeatures(row, forest.features, path);
}

/** Throws `invalid_input` unless the row has this many features, every one of them finite. */
export function requireFeatures(row: readonly number[], features: number, path: string): void {
	if (row.length !== features) {
		throw invalidInput(
			`${path} has ${row.length} features, not ${features}`,
			path,
			'Give every row the same features in the same order.',
		);
	}
	for (let index = 0; index < features; index += 1) {
		if (Number.isFinite(row[index])) continue;
		throw invalidInput(
			`${path}[${index}] is not a finite number`,
			`${path}[${index}]`,
			'Leave out rows with an unknown feature, or decide what stands for it.',
		);
	}
}
