import fc from 'fast-check';
import {
	explainIsolation,
	fitIsolationForest,
	isolationScore,
	median,
	seededRandom,
	type IsolationForest,
} from '../../../lib/statistics';

const random = seededRandom('explain');
const ROWS = Array.from({ length: 400 }, () => [
	random() + random(),
	random() * random(),
	Math.floor(random() * 4),
	random() < 0.5 ? random() : -random(),
	7,
]);
const FOREST = fitIsolationForest(ROWS, { trees: 30, sampleSize: 128, seed: 'forest' });
const MEDIANS = [0, 1, 2, 3, 4].map((feature) => median(ROWS.map((row) => row[feature] ?? 0)));

/** Mean path length of a row, back from its score. */
const pathOf = (forest: IsolationForest, row: readonly number[]) =>
	-forest.averagePath * Math.log2(isolationScore(forest, row));

/** Every order of the features. */
function ordersOf(features: readonly number[]): number[][] {
	if (features.length === 0) return [[]];
	return features.flatMap((first) =>
		ordersOf(features.filter((each) => each !== first)).map((rest) => [first, ...rest]),
	);
}

/** The definition itself: mean change of the path when a feature's turn comes, over all orders. */
function pathSharesByOrders(row: readonly number[], reference: readonly number[]): number[] {
	const shares = row.map(() => 0);
	const orders = ordersOf(row.map((_value, feature) => feature));
	for (const order of orders) {
		const mixture = [...reference];
		for (const feature of order) {
			const before = pathOf(FOREST, mixture);
			mixture[feature] = row[feature] ?? 0;
			shares[feature] = (shares[feature] ?? 0) + (pathOf(FOREST, mixture) - before) / orders.length;
		}
	}
	return shares;
}

const anyRow = fc.constantFrom(...ROWS);

describe('the explanation of an isolation score', () => {
	it('names both scores, and its parts sum to their difference', () => {
		fc.assert(
			fc.property(anyRow, anyRow, (row, reference) => {
				const explanation = explainIsolation(FOREST, row, reference);
				expect(explanation.score).toBe(isolationScore(FOREST, row));
				expect(explanation.referenceScore).toBe(isolationScore(FOREST, reference));
				const sum = explanation.contributions.reduce((total, part) => total + part, 0);
				expect(Math.abs(sum - (explanation.score - explanation.referenceScore))).toBeLessThan(
					1e-12,
				);
			}),
		);
	});

	it('shares the path as trying every order of the features does', () => {
		for (const row of [...ROWS.slice(0, 6), [9, 9, 9, 9, 9], [-5, 0.2, 1, 3, 7]]) {
			const { score, referenceScore, contributions } = explainIsolation(FOREST, row, MEDIANS);
			const slope = (score - referenceScore) / (pathOf(FOREST, row) - pathOf(FOREST, MEDIANS));
			pathSharesByOrders(row, MEDIANS).forEach((part, feature) => {
				expect(contributions[feature]).toBeCloseTo(part * slope, 10);
			});
		}
	});

	it('points at the feature that is off', () => {
		for (const feature of [0, 1, 3]) {
			const row = MEDIANS.map((value, index) => (index === feature ? value + 50 : value));
			const { contributions, score, referenceScore } = explainIsolation(FOREST, row, MEDIANS);
			expect(contributions[feature]).toBeCloseTo(score - referenceScore, 12);
			expect(score).toBeGreaterThan(referenceScore + 0.02);
			expect(contributions.filter((part) => part === 0)).toHaveLength(4);
		}
	});

	it('gives nothing to a feature that no tree asks for', () => {
		expect(explainIsolation(FOREST, [9, 9, 9, 9, 1000], MEDIANS).contributions[4]).toBe(0);
	});

	it('turns its sign when row and reference change places', () => {
		fc.assert(
			fc.property(anyRow, anyRow, (row, reference) => {
				const there = explainIsolation(FOREST, row, reference).contributions;
				const back = explainIsolation(FOREST, reference, row).contributions;
				there.forEach((part, feature) => expect(back[feature]).toBeCloseTo(-part, 12));
			}),
		);
	});

	it('is all zero for the reference itself', () => {
		expect(explainIsolation(FOREST, MEDIANS, MEDIANS).contributions).toEqual([0, 0, 0, 0, 0]);
	});

	it.each([
		['row[0]', () => explainIsolation(FOREST, [NaN, 0, 0, 0, 0], MEDIANS)],
		['reference', () => explainIsolation(FOREST, MEDIANS, [1])],
		['reference[4]', () => explainIsolation(FOREST, MEDIANS, [0, 0, 0, 0, NaN])],
	])('names %s when it does not fit', (path, call) => {
		expect(call).toThrow(expect.objectContaining({ code: 'invalid_input', path }));
	});
});
