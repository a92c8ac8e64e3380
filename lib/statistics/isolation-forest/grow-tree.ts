import { averagePathLength } from './average-path-length';
import { chooseSplit, type Split, type TreeSample } from './choose-split';
import { LEAF, type IsolationTree } from './forest';

/**
 * Grows one tree: splits until a node is a single row, cannot be split, or is as deep as a balanced
 * tree of the sample would be. Below that depth the mean path length of the rest stands in.
 */
export function growTree(sample: TreeSample, random: () => number): IsolationTree {
	const feature: number[] = [];
	const value: number[] = [];
	const right: number[] = [];
	const order = Uint32Array.from({ length: sample.rows }, (_each, row) => row);
	const features = Uint32Array.from({ length: sample.features }, (_each, index) => index);
	const mostDepth = balancedDepth(sample.rows);

	const grow = (from: number, to: number, depth: number): void => {
		const index = feature.length;
		const node = order.subarray(from, to);
		const isEnd = depth >= mostDepth || node.length < 2;
		const split = isEnd ? null : chooseSplit(sample, node, features, random);
		feature.push(split?.feature ?? LEAF);
		value.push(split?.value ?? depth + averagePathLength(node.length));
		right.push(0);
		if (split === null) return;
		const middle = from + partition(sample, node, split);
		grow(from, middle, depth + 1);
		right[index] = feature.length;
		grow(middle, to, depth + 1);
	};

	grow(0, sample.rows, 0);
	return { feature, value, right };
}

/** ⌈log₂ rows⌉, counted because a logarithm may be off by its last digit. */
function balancedDepth(rows: number): number {
	let depth = 0;
	for (let leaves = 1; leaves < rows; leaves *= 2) depth += 1;
	return depth;
}

/** Puts the rows that go left first and says how many they are. */
function partition(sample: TreeSample, node: Uint32Array, split: Split): number {
	const offset = split.feature * sample.rows;
	let left = 0;
	for (let index = 0; index < node.length; index += 1) {
		const row = node[index] ?? 0;
		if ((sample.values[offset + row] ?? 0) >= split.value) continue;
		node[index] = node[left] ?? 0;
		node[left] = row;
		left += 1;
	}
	return left;
}
