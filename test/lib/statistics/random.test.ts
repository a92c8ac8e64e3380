import fc from 'fast-check';
import { sampleWithoutReplacement, seededRandom } from '../../../lib/statistics';
import { xoshiro128 } from '../../../lib/statistics/random/xoshiro';

const take = (next: () => number, count: number) => Array.from({ length: count }, next);

describe('random numbers from a seed', () => {
	it('are those of the generator’s authors', () => {
		expect(take(xoshiro128([1, 2, 3, 4]), 8)).toEqual([
			11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849,
		]);
	});

	it.each([
		['7', [0.2809833103888766, 0.3678428317237794, 0.11154197645766362]],
		['programme', [0.4074158287534726, 0.9011011779176213, 0.02522113242284929]],
		['Größe €', [0.9440597247275855, 0.02750862713404001, 0.7448903761872709]],
	])('of the seed %p never change', (seed, expected) => {
		expect(take(seededRandom(seed), 3)).toEqual(expected);
	});

	it('are the same for a number and its text, and others for another seed', () => {
		expect(take(seededRandom(7), 5)).toEqual(take(seededRandom('7'), 5));
		expect(take(seededRandom(7), 5)).not.toEqual(take(seededRandom(8), 5));
		expect(take(seededRandom(''), 5)).not.toEqual(take(seededRandom('\0'), 5));
	});

	it('fill the interval from 0 to 1 evenly and without a trace of the one before', () => {
		const next = seededRandom('even');
		const cells = Array<number>(100).fill(0);
		let before = next();
		for (let count = 0; count < 100_000; count += 1) {
			const value = next();
			const cell = Math.floor(before * 10) * 10 + Math.floor(value * 10);
			cells[cell] = (cells[cell] ?? 0) + 1;
			before = value;
		}
		expect(cells).toHaveLength(100);
		const chiSquare = cells.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
		// 99 degrees of freedom: 61 and 148 leave out one in a thousand on either side.
		expect(chiSquare).toBeGreaterThan(61);
		expect(chiSquare).toBeLessThan(148);
	});

	it('differ from seed to seed at the first draw already', () => {
		const firsts = Array.from({ length: 1000 }, (_each, seed) => seededRandom(seed)());
		expect(new Set(firsts).size).toBe(1000);
		expect(firsts.reduce((sum, value) => sum + value, 0) / 1000).toBeCloseTo(0.5, 1);
	});

	it('want a seed', () => {
		expect(() => seededRandom(NaN)).toThrow(
			expect.objectContaining({ code: 'invalid_input', path: 'seed' }),
		);
	});
});

describe('a sample without replacement', () => {
	it('holds different members of the list and leaves it alone', () => {
		fc.assert(
			fc.property(fc.nat(60), fc.nat(60), fc.string(), (count, any, seed) => {
				const list = Array.from({ length: count }, (_each, index) => `m${index}`);
				const size = any % (count + 1);
				const sample = sampleWithoutReplacement(seededRandom(seed), size, Object.freeze(list));
				expect(sample).toHaveLength(size);
				expect(new Set(sample).size).toBe(size);
				for (const member of sample) expect(list).toContain(member);
			}),
		);
	});

	it('takes every pair in either order equally often', () => {
		const random = seededRandom('pairs');
		const seen = new Map<string, number>();
		for (let count = 0; count < 12_000; count += 1) {
			const pair = sampleWithoutReplacement(random, 2, ['a', 'b', 'c', 'd']).join('');
			seen.set(pair, (seen.get(pair) ?? 0) + 1);
		}
		expect(seen.size).toBe(12);
		// Mean 1000, standard deviation 30.
		for (const times of seen.values()) expect(Math.abs(times - 1000)).toBeLessThan(130);
	});

	it('cannot be larger than the list', () => {
		expect(() => sampleWithoutReplacement(seededRandom(1), 3, [1, 2])).toThrow(
			expect.objectContaining({ code: 'invalid_input', path: 'size' }),
		);
	});
});
