import { invalidInput } from '../invalid-input';
import { sampleWithoutReplacement } from '../random/sample-without-replacement';
import { seededRandom } from '../random/seeded-random';
import { requireWhole } from '../requirements';
import { averagePathLength } from './average-path-length';
import type { TreeSample } from './choose-split';
import { FOREST_VERSION, requireFeatures, type IsolationForest } from './forest';
import { growTree } from './grow-tree';

export interface IsolationForestOptions {
	/** How many trees; 100 unless given. */
	readonly trees?: number;
	/** Rows drawn for each tree, at most all; 256 unless given. */
	readonly sampleSize?: number;
	/** The same seed and rows give the same forest. */
	readonly seed: string | number;
}

/**
 * Fits an isolation forest (Liu, Ting & Zhou 2008): random trees in which rows that are few and
 * different end early. Features need no scaling; what is constant is never asked for; the order of
 * the rows matters with the seed. Throws `invalid_input` for fewer than two rows, rows of different
 * lengths, a feature that is not a finite number, and options that are not whole numbers
 * (trees ≥ 1, sampleSize ≥ 2).
 */
export function fitIsolationForest(
	rows: readonly (readonly number[])[],
	{ trees = 100, sampleSize = 256, seed }: IsolationForestOptions,
): IsolationForest {
	requireWhole(trees, 1, 'trees');
	requireWhole(sampleSize, 2, 'sampleSize');
	const features = requireRows(rows);
	const random = seededRandom(seed);
	const size = Math.min(sampleSize, rows.length);
	return {
		version: FOREST_VERSION,
		features,
		sampleSize: size,
		averagePath: averagePathLength(size),
		trees: Array.from({ length: trees }, () =>
			growTree(drawSample(rows, size, features, random), random),
		),
	};
}

/** How many features the rows have. */
function requireRows(rows: readonly (readonly number[])[]): number {
	if (rows.length < 2) {
		throw invalidInput(
			`There are ${rows.length} rows to fit on`,
			'rows',
			'Give at least two rows; a useful forest wants some hundred.',
		);
	}
	const features = rows[0]?.length ?? 0;
	if (features === 0) {
		throw invalidInput('Rows have no feature', 'rows[0]', 'Give every row at least one number.');
	}
	rows.forEach((row, index) => requireFeatures(row, features, `rows[${index}]`));
	return features;
}

function drawSample(
	rows: readonly (readonly number[])[],
	size: number,
	features: number,
	random: () => number,
): TreeSample {
	const values = new Float64Array(size * features);
	sampleWithoutReplacement(random, size, rows).forEach((row, place) => {
		for (let feature = 0; feature < features; feature += 1) {
			values[feature * size + place] = row[feature] ?? 0;
		}
	});
	return { rows: size, features, values };
}
