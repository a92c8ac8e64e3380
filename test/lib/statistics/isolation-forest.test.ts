import fc from 'fast-check';
import {
	averagePathLength,
	fitIsolationForest,
	isolationScore,
	isolationScores,
	seededRandom,
	type IsolationForest,
} from '../../../lib/statistics';
import { areaUnderCurve } from '../../support/ranking';

/** Nearly normal in each of some features. */
function crowd(count: number, features: number, seed: string): number[][] {
	const random = seededRandom(seed);
	const bell = () => random() + random() + random() + random() - 2;
	return Array.from({ length: count }, () => Array.from({ length: features }, bell));
}

const CROWD = crowd(600, 4, 'crowd');

/** Far off in at least two features; bells end at ±2. */
const OUTLIERS = [
	[9, 9, 0, 0],
	[0, 9, -9, 0],
	[-9, 0, 0, 9],
	[0, 0, -9, -9],
	[9, 0, 9, 0],
	[0, -9, 0, 9],
	[9, 9, 9, 0],
	[-9, -9, 9, 9],
];

describe('the mean path length', () => {
	it.each([
		[1, 0],
		[2, 1],
		[10, 3.85793650793651],
		[100, 8.37475503527924],
		[256, 10.2486899256346],
		[1000, 12.9709417211007],
	])('among %p rows is %p', (rows, expected) => {
		expect(averagePathLength(rows)).toBeCloseTo(expected, 12);
	});
});

describe('an isolation forest', () => {
	it('ranks planted outliers above everything else, whatever the seed', () => {
		const rows = [...CROWD, ...OUTLIERS];
		const labels = rows.map((_row, index) => index >= CROWD.length);
		for (const seed of ['a', 'b', 'c', 'd', 'e']) {
			const scores = isolationScores(fitIsolationForest(rows, { seed }), rows);
			expect(areaUnderCurve(scores, labels)).toBe(1);
		}
	});

	it('ranks what is far off in one feature only above nearly everything', () => {
		const alone = [0, 1, 2, 3].map((odd) => [0, 1, 2, 3].map((at) => (at === odd ? 9 : 0)));
		const rows = [...CROWD, ...alone];
		const labels = rows.map((_row, index) => index >= CROWD.length);
		const scores = isolationScores(fitIsolationForest(rows, { seed: 'a' }), rows);
		expect(areaUnderCurve(scores, labels)).toBeGreaterThan(0.98);
	});

	it('scores what it never saw, and within 0 and 1', () => {
		const forest = fitIsolationForest(CROWD, { seed: 1 });
		const middle = isolationScore(forest, [0, 0, 0, 0]);
		const edge = isolationScore(forest, [2, -2, 2, -2]);
		expect(middle).toBeGreaterThan(0);
		expect(middle).toBeLessThan(0.5);
		expect(edge).toBeGreaterThan(0.6);
		expect(edge).toBeLessThan(1);
		// Beyond the last split nothing is farther than far.
		expect(isolationScore(forest, [1e300, -1e300, 1e300, -1e300])).toBe(edge);
	});

	it('is the same for the same rows and seed, and another for another seed', () => {
		const once = JSON.stringify(fitIsolationForest(CROWD, { seed: 'x' }));
		expect(JSON.stringify(fitIsolationForest(CROWD, { seed: 'x' }))).toBe(once);
		expect(JSON.stringify(fitIsolationForest(CROWD, { seed: 'y' }))).not.toBe(once);
	});

	it('never changes between versions without a new version number', () => {
		const forest = fitIsolationForest(CROWD, { trees: 10, sampleSize: 64, seed: 'fixed' });
		expect(forest.version).toBe(1);
		expect(forest.trees[0]?.feature.slice(0, 6)).toEqual([2, 1, 2, -1, -1, 0]);
		expect(forest.trees[0]?.value.slice(0, 4)).toEqual([-0.86412675, 0.08371888, -1.1107051, 3]);
	});

	it('is plain JSON and scores the same after it was stored', () => {
		const forest = fitIsolationForest(CROWD, { seed: 2 });
		const stored = JSON.parse(JSON.stringify(forest)) as IsolationForest;
		expect(stored).toEqual(forest);
		expect(isolationScores(stored, OUTLIERS)).toEqual(isolationScores(forest, OUTLIERS));
	});

	it('scores rows together as it scores them alone', () => {
		const forest = fitIsolationForest(CROWD, { seed: 3 });
		const alone = OUTLIERS.map((row) => isolationScore(forest, row));
		expect(isolationScores(forest, OUTLIERS)).toEqual(alone);
	});

	it('has trees in preorder whose inner nodes split and whose depth is bounded', () => {
		const { trees } = fitIsolationForest(CROWD, { trees: 20, sampleSize: 100, seed: 4 });
		expect(trees).toHaveLength(20);
		for (const { feature, value, right } of trees) {
			const walk = (node: number, depth: number): number => {
				if (feature[node] === -1) {
					expect(value[node]).toBeGreaterThanOrEqual(depth);
					return node + 1;
				}
				expect(depth).toBeLessThan(7);
				expect(walk(node + 1, depth + 1)).toBe(right[node]);
				return walk(right[node] ?? 0, depth + 1);
			};
			expect(walk(0, 0)).toBe(feature.length);
			expect(value).toHaveLength(feature.length);
			expect(right).toHaveLength(feature.length);
		}
	});

	it('never asks for a constant feature', () => {
		const rows = CROWD.map(([a = 0, b = 0]) => [3, a, 7, b]);
		const { trees } = fitIsolationForest(rows, { seed: 5 });
		const asked = new Set(trees.flatMap(({ feature }) => feature));
		expect([...asked].sort()).toEqual([-1, 1, 3]);
	});

	it('finds nothing among rows that are all the same', () => {
		const forest = fitIsolationForest(Array<number[]>(50).fill([1, 2]), { seed: 6 });
		expect(isolationScore(forest, [1, 2])).toBeCloseTo(0.5, 12);
		expect(isolationScore(forest, [9, 9])).toBeCloseTo(0.5, 12);
	});

	it('takes many duplicates as the crowd they are', () => {
		const rows = [...Array<number[]>(300).fill([1, 1]), [4, 1], [1, -3]];
		const forest = fitIsolationForest(rows, { sampleSize: 302, seed: 7 });
		const [ordinary = 1, ...others] = isolationScores(forest, rows.slice(-3));
		expect(ordinary).toBeLessThan(0.5);
		for (const score of others) expect(score).toBeGreaterThan(0.7);
	});

	it('sees small differences between large numbers', () => {
		const start = 1_760_000_000_000;
		const rows = CROWD.map(([a = 0, b = 0]) => [start + Math.round(a * 100), b]);
		const forest = fitIsolationForest(rows, { seed: 8 });
		const usual = isolationScore(forest, [start, 0]);
		expect(isolationScore(forest, [start + 1000, 0])).toBeGreaterThan(usual + 0.1);
	});

	it('splits a range as wide as numbers go and one as narrow', () => {
		const most = Number.MAX_VALUE;
		const wide = fitIsolationForest([[-most], [most], [0], [1]], { seed: 9 });
		expect(isolationScore(wide, [most])).toBeGreaterThan(isolationScore(wide, [0]));
		const narrow = fitIsolationForest([[1], [1 + Number.EPSILON]], { seed: 9 });
		expect(narrow.trees[0]?.value).toEqual([1 + Number.EPSILON, 1, 1]);
	});

	it('gives two rows the average path', () => {
		const forest = fitIsolationForest([[0], [1]], { seed: 10 });
		expect(forest.sampleSize).toBe(2);
		expect(isolationScore(forest, [0])).toBe(0.5);
	});

	it('puts every score within 0 and 1, whatever the rows', () => {
		const value = fc.oneof(
			fc.integer({ min: -3, max: 3 }),
			fc.double({ noNaN: true, noDefaultInfinity: true }),
		);
		const rows = fc.array(fc.tuple(value, value, value), { minLength: 2, maxLength: 40 });
		fc.assert(
			fc.property(rows, fc.nat(), (each, seed) => {
				const forest = fitIsolationForest(each, { trees: 5, seed });
				for (const score of isolationScores(forest, each)) {
					expect(score).toBeGreaterThan(0);
					expect(score).toBeLessThan(1);
				}
			}),
		);
	});
});

describe('what an isolation forest refuses', () => {
	const forest = fitIsolationForest(
		[
			[0, 0],
			[1, 1],
		],
		{ seed: 1 },
	);

	it.each([
		['rows', () => fitIsolationForest([[1]], { seed: 1 })],
		['rows[0]', () => fitIsolationForest([[], []], { seed: 1 })],
		['rows[1]', () => fitIsolationForest([[1, 2], [1]], { seed: 1 })],
		['rows[1][0]', () => fitIsolationForest([[1], [NaN]], { seed: 1 })],
		[
			'rows[0][1]',
			() =>
				fitIsolationForest(
					[
						[1, Infinity],
						[1, 2],
					],
					{ seed: 1 },
				),
		],
		['trees', () => fitIsolationForest([[1], [2]], { trees: 0, seed: 1 })],
		['sampleSize', () => fitIsolationForest([[1], [2]], { sampleSize: 1, seed: 1 })],
		['seed', () => fitIsolationForest([[1], [2]], { seed: NaN })],
		['row', () => isolationScore(forest, [1])],
		['row[1]', () => isolationScore(forest, [1, NaN])],
		[
			'rows[1][0]',
			() =>
				isolationScores(forest, [
					[0, 0],
					[NaN, 0],
				]),
		],
		['forest.version', () => isolationScore({ ...forest, version: 2 as 1 }, [0, 0])],
	])('is named: %s', (path, call) => {
		expect(call).toThrow(expect.objectContaining({ code: 'invalid_input', path }));
	});
});
