import fc from 'fast-check';
import { benfordDeviation, normalizedEntropy } from '../../../lib/statistics';

describe('normalised entropy', () => {
	it.each([
		[[5, 5, 5, 5], 1, 'all alike'],
		[[9, 0, 0], 0, 'all in one'],
		[[7], 0, 'one category'],
		[[1, 1, 0, 0], 0.5, 'half the categories'],
		[[2, 1, 1, 0], 0.75, 'a half and two quarters'],
	])('of %p is %p: %s', (counts, expected) => {
		expect(normalizedEntropy(counts)).toBeCloseTo(expected, 14);
	});

	it('lies within 0 and 1 and does not depend on the number counted', () => {
		const counts = fc.array(fc.nat(50), { minLength: 2, maxLength: 24 });
		fc.assert(
			fc.property(
				counts.filter((each) => each.some((count) => count > 0)),
				(each) => {
					const entropy = normalizedEntropy(each);
					expect(entropy).toBeGreaterThanOrEqual(0);
					expect(entropy).toBeLessThanOrEqual(1);
					expect(normalizedEntropy(each.map((count) => count * 4))).toBeCloseTo(entropy, 12);
				},
			),
		);
	});

	it.each([
		['counts', []],
		['counts', [0, 0]],
		['counts[1]', [1, -1]],
		['counts[0]', [NaN, 1]],
	])('names %s of %p', (path, counts) => {
		expect(() => normalizedEntropy(counts)).toThrow(
			expect.objectContaining({ code: 'invalid_input', path }),
		);
	});
});

describe('the deviation from Benford’s law', () => {
	it('of a published example is that of R', () => {
		const deviation = benfordDeviation([310, 160, 130, 90, 80, 80, 60, 50, 40]);
		expect(deviation.chiSquare).toBeCloseTo(5.80895631733487, 12);
		expect(deviation.pValue).toBeCloseTo(0.668621755458866, 13);
		expect(deviation.meanAbsoluteDeviation).toBeCloseTo(0.00664695223817647, 14);
	});

	it('is next to nothing for powers of two', () => {
		const counts = Array<number>(9).fill(0);
		for (let power = 0n; power < 1000n; power += 1n) {
			const first = Number(String(2n ** power)[0]) - 1;
			counts[first] = (counts[first] ?? 0) + 1;
		}
		const { meanAbsoluteDeviation, pValue } = benfordDeviation(counts);
		expect(meanAbsoluteDeviation).toBeLessThan(0.001);
		expect(pValue).toBeGreaterThan(0.99);
	});

	it('is plain for digits that are all alike', () => {
		const { meanAbsoluteDeviation, pValue } = benfordDeviation(Array<number>(9).fill(100));
		expect(meanAbsoluteDeviation).toBeGreaterThan(0.015);
		expect(pValue).toBeLessThan(1e-12);
	});

	it.each([
		['firstDigits', [1, 2, 3]],
		['firstDigits', Array<number>(9).fill(0)],
		['firstDigits[8]', [1, 1, 1, 1, 1, 1, 1, 1, -1]],
	])('names %s of %p', (path, counts) => {
		expect(() => benfordDeviation(counts)).toThrow(
			expect.objectContaining({ code: 'invalid_input', path }),
		);
	});
});
