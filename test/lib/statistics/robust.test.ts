import fc from 'fast-check';
import {
	median,
	medianAbsoluteDeviation,
	modelThreshold,
	quantile,
	robustZ,
} from '../../../lib/statistics';

/** The example behind the values below; 9.7 is the one that does not belong. */
const SAMPLE = [2.1, 2.5, 2.3, 2.2, 2.4, 9.7, 2.6, 2.2, 2.3, 2.5];

const sample = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 40 });

describe('quantiles', () => {
	it.each([
		[0.05, 2.145],
		[0.25, 2.225],
		[0.5, 2.35],
		[0.75, 2.5],
		[0, 2.1],
		[1, 9.7],
	])('lie between neighbours: %p of the sample lies below %p', (q, expected) => {
		expect(quantile(SAMPLE, q)).toBeCloseTo(expected, 12);
	});

	it('do not depend on the order and leave the values alone', () => {
		const values = [3, 1, 2];
		expect(quantile(values, 0.5)).toBe(2);
		expect(values).toEqual([3, 1, 2]);
	});

	it('of whole positions are values, also where text order differs from that of numbers', () => {
		expect([0, 0.25, 0.5, 0.75, 1].map((q) => quantile([10, 9, 100, -1, 2], q))).toEqual([
			-1, 2, 9, 10, 100,
		]);
	});

	it('never fall when q grows', () => {
		fc.assert(
			fc.property(sample, fc.nat(100), fc.nat(100), (values, a, b) => {
				const [low, high] = [Math.min(a, b) / 100, Math.max(a, b) / 100];
				expect(quantile(values, low)).toBeLessThanOrEqual(quantile(values, high));
			}),
		);
	});

	it.each([
		['values', () => quantile([], 0.5)],
		['values[1]', () => quantile([1, NaN], 0.5)],
		['q', () => quantile([1], 1.1)],
		['values', () => median([])],
	])('name %s when there is no answer', (path, call) => {
		expect(call).toThrow(expect.objectContaining({ code: 'invalid_input', path }));
	});
});

describe('median and median deviation', () => {
	it('are the middle, and the middle distance from it', () => {
		expect(median([5, 1, 3])).toBe(3);
		expect(median([4, 1, 3, 2])).toBe(2.5);
		expect(median(SAMPLE)).toBeCloseTo(2.35, 12);
		expect(medianAbsoluteDeviation(SAMPLE)).toBeCloseTo(0.15, 12);
	});

	it('do not follow one wild value', () => {
		expect(median([1, 2, 3, 4, 1e9])).toBe(3);
		expect(medianAbsoluteDeviation([1, 2, 3, 4, 1e9])).toBe(1);
	});
});

describe('the robust z-score', () => {
	it.each([
		[9.7, 33.0505],
		[2.1, -1.12416666666667],
		[2.5, 0.674500000000002],
	])('of %p in the sample is %p', (value, expected) => {
		expect(robustZ(value, SAMPLE)).toBeCloseTo(expected, 10);
	});

	it('takes the mean deviation when more than half the sample is one value', () => {
		// Deviations 0, 0, 0, 0, 10: mean 2.
		expect(robustZ(10, [0, 0, 0, 0, 10])).toBeCloseTo(10 / (1.253314 * 2), 12);
	});

	it('has no scale when the sample is one value', () => {
		expect(robustZ(5, [5, 5, 5])).toBe(0);
		expect(robustZ(6, [5, 5, 5])).toBe(Infinity);
		expect(robustZ(4, [5])).toBe(-Infinity);
	});

	it('is the same in any unit and from any origin', () => {
		fc.assert(
			fc.property(sample, fc.integer({ min: -1000, max: 1000 }), (values, value) => {
				const moved = robustZ(
					8 * value + 100,
					values.map((each) => 8 * each + 100),
				);
				expect(moved).toBeCloseTo(robustZ(value, values), 9);
			}),
		);
	});

	it('wants a known value and a sample', () => {
		const invalid = expect.objectContaining({ code: 'invalid_input' });
		expect(() => robustZ(NaN, [1])).toThrow(invalid);
		expect(() => robustZ(1, [])).toThrow(invalid);
	});
});

describe('the threshold of a model', () => {
	it('leaves the expected fraction above it', () => {
		const scores = Array.from({ length: 200 }, (_each, index) => ((index * 37) % 200) / 200);
		for (const contamination of [0.01, 0.05, 0.1, 0.5]) {
			const threshold = modelThreshold(scores, contamination);
			expect(scores.filter((score) => score > threshold)).toHaveLength(200 * contamination);
		}
	});

	it('flags nobody when all score the same', () => {
		const scores = [0.5, 0.5, 0.5, 0.5];
		const threshold = modelThreshold(scores, 0.25);
		expect(scores.filter((score) => score > threshold)).toEqual([]);
	});

	it.each([0, 1, -0.1, NaN])('refuses %p as the fraction', (contamination) => {
		expect(() => modelThreshold([1, 2], contamination)).toThrow(
			expect.objectContaining({ code: 'invalid_input', path: 'contamination' }),
		);
	});
});
