import fc from 'fast-check';
import { areaUnderCurve, averagePrecision } from '../../support/ranking';

const ranking = fc
	.array(fc.tuple(fc.nat(6), fc.boolean()), { minLength: 2, maxLength: 30 })
	.filter((each) => each.some(([, label]) => label) && each.some(([, label]) => !label));

describe('measures of a ranking', () => {
	it('are 1 when all positives come first', () => {
		expect(areaUnderCurve([9, 8, 2, 1], [true, true, false, false])).toBe(1);
		expect(averagePrecision([9, 8, 2, 1], [true, true, false, false])).toBe(1);
	});

	it('are those of a small example', () => {
		const labels = [false, false, true, true];
		expect(areaUnderCurve([0.1, 0.4, 0.35, 0.8], labels)).toBe(0.75);
		expect(averagePrecision([0.1, 0.4, 0.35, 0.8], labels)).toBeCloseTo(0.8333333333333333, 15);
	});

	it('know nothing when all scores are one', () => {
		expect(areaUnderCurve([1, 1, 1, 1], [true, false, false, false])).toBe(0.5);
		expect(averagePrecision([1, 1, 1, 1], [true, false, false, false])).toBe(0.25);
	});

	it('count pairs: a positive above a negative is one, a tie is half', () => {
		fc.assert(
			fc.property(ranking, (each) => {
				const positives = each.filter(([, label]) => label);
				const negatives = each.filter(([, label]) => !label);
				let won = 0;
				for (const [high] of positives) {
					for (const [low] of negatives) won += high === low ? 0.5 : Number(high > low);
				}
				const area = areaUnderCurve(
					each.map(([score]) => score),
					each.map(([, label]) => label),
				);
				expect(area).toBeCloseTo(won / (positives.length * negatives.length), 12);
			}),
		);
	});

	it('want both kinds of labels', () => {
		expect(() => areaUnderCurve([1, 2], [true, true])).toThrow('both kinds');
		expect(() => averagePrecision([1], [true, false])).toThrow('differ');
	});
});
