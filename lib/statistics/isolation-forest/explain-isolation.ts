import { LEAF, requireRow, type IsolationForest, type IsolationTree } from './forest';
import { scoreOfPath } from './isolation-score';

/** Why a row scores differently from a reference. */
export interface IsolationExplanation {
	readonly score: number;
	readonly referenceScore: number;
	/** By feature, in points of the score; they sum to `score − referenceScore`. */
	readonly contributions: readonly number[];
}

/** Whose value a feature has on the way to a leaf. */
const UNDECIDED = 0;
const FROM_ROW = 1;
const FROM_REFERENCE = 2;

/** What a path has decided so far: the features it asked where row and reference differ. */
interface Mixture {
	readonly row: readonly number[];
	readonly reference: readonly number[];
	readonly origin: Uint8Array;
	readonly decided: number[];
	/** How many of `decided` come from the row. */
	fromRow: number;
	/** Shapley value of the path length, by feature. */
	readonly shares: Float64Array;
	rowPath: number;
	referencePath: number;
}

/**
 * What each feature adds to the score of a row, against a reference such as the median of each
 * feature. Put features of the row into the reference one by one, in every order; a feature's share
 * is the mean change of the path length when its turn comes: its Shapley value with one reference.
 * It is computed exactly, by visiting in each tree only leaves that some mixture of row and
 * reference reaches.
 *
 * The score is a bent function of the path length. Shares are turned into points of the score by
 * the one slope between the two ends, so that they sum to the difference of the scores. They keep
 * the proportions of the path's shares and are not the Shapley values of the score itself.
 *
 * A feature that equals its reference, or that no tree asks for, gets 0. A negative contribution
 * makes the row look more ordinary. It explains the forest, not the world: a mixture of row and
 * reference may be a row that cannot exist. Throws `invalid_input` when row or reference do not
 * fit.
 */
export function explainIsolation(
	forest: IsolationForest,
	row: readonly number[],
	reference: readonly number[],
): IsolationExplanation {
	requireRow(forest, row, 'row');
	requireRow(forest, reference, 'reference');
	const mixture: Mixture = {
		row,
		reference,
		origin: new Uint8Array(forest.features),
		decided: [],
		fromRow: 0,
		shares: new Float64Array(forest.features),
		rowPath: 0,
		referencePath: 0,
	};
	for (const tree of forest.trees) visit(tree, 0, mixture);
	const count = forest.trees.length;
	const rowPath = mixture.rowPath / count;
	const referencePath = mixture.referencePath / count;
	const score = scoreOfPath(forest, rowPath);
	const referenceScore = scoreOfPath(forest, referencePath);
	const slope = referenceScore * slopeBetween(forest.averagePath, rowPath - referencePath);
	return {
		score,
		referenceScore,
		contributions: Array.from(mixture.shares, (share) =>
			share === 0 ? 0 : (share / count) * slope,
		),
	};
}

/**
 * (2^(−difference ∕ average) − 1) ∕ difference, also where the difference is nothing or nearly so.
 */
function slopeBetween(average: number, difference: number): number {
	const rate = -Math.LN2 / average;
	return difference === 0 ? rate : Math.expm1(rate * difference) / difference;
}

function visit(tree: IsolationTree, node: number, mixture: Mixture): void {
	const feature = tree.feature[node] ?? LEAF;
	const value = tree.value[node] ?? 0;
	if (feature === LEAF) {
		share(value, mixture);
		return;
	}
	const right = tree.right[node] ?? 0;
	const rowNext = (mixture.row[feature] ?? 0) < value ? node + 1 : right;
	const referenceNext = (mixture.reference[feature] ?? 0) < value ? node + 1 : right;
	const origin = mixture.origin[feature];
	if (origin === FROM_ROW || rowNext === referenceNext) {
		visit(tree, rowNext, mixture);
		return;
	}
	if (origin === FROM_REFERENCE) {
		visit(tree, referenceNext, mixture);
		return;
	}
	mixture.decided.push(feature);
	mixture.origin[feature] = FROM_ROW;
	mixture.fromRow += 1;
	visit(tree, rowNext, mixture);
	mixture.fromRow -= 1;
	mixture.origin[feature] = FROM_REFERENCE;
	visit(tree, referenceNext, mixture);
	mixture.origin[feature] = UNDECIDED;
	mixture.decided.pop();
}

/**
 * A leaf is reached by exactly the mixtures that take u features from the row and v from the
 * reference. In a random order, a feature of the row is the last of the u before any of the v, and
 * so brings the leaf about, with chance 1 ∕ (u·C(u + v, u)); likewise one of the v takes it away.
 */
function share(path: number, mixture: Mixture): void {
	const u = mixture.fromRow;
	const v = mixture.decided.length - u;
	if (v === 0) mixture.rowPath += path;
	if (u === 0) mixture.referencePath += path;
	const part = path / choices(u + v, u);
	for (const feature of mixture.decided) {
		const change = mixture.origin[feature] === FROM_ROW ? part / u : -part / v;
		mixture.shares[feature] = (mixture.shares[feature] ?? 0) + change;
	}
}

/** Binomial coefficient; a path decides so few features that it stays exact. */
function choices(all: number, some: number): number {
	let product = 1;
	for (let index = 1; index <= some; index += 1) product = (product * (all - some + index)) / index;
	return product;
}
