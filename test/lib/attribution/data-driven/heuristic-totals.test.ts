import fc from 'fast-check';
import {
	collapsePath,
	collapsePaths,
	heuristicTotals,
	type JourneyPath,
} from '../../../../lib/attribution/data-driven';
import { AffiliateError } from '../../../../lib/kernel';
import { aPath, conversionsOf, pathsArbitrary, sumOf } from './journeys';

describe('a collapsed path', () => {
	it('counts touches in a row of one affiliate once', () => {
		expect(collapsePath(['anna', 'anna', 'bob', 'anna', 'anna'])).toEqual(['anna', 'bob', 'anna']);
		expect(collapsePath([])).toEqual([]);
	});

	it('keeps everybody, has no repeats, and stays as it is when collapsed again', () => {
		fc.assert(
			fc.property(fc.array(fc.constantFrom('anna', 'bob', 'carl')), (states) => {
				const collapsed = collapsePath(states);
				expect(new Set(collapsed)).toEqual(new Set(states));
				expect(collapsed.some((state, index) => state === collapsed[index + 1])).toBe(false);
				expect(collapsePath(collapsed)).toEqual(collapsed);
			}),
		);
	});
});

describe('rules of thumb over journeys', () => {
	const paths = [aPath('anna > bob > bob', 6, 3), aPath('bob', 2), aPath('carl > anna', 0, 5)];

	it('credit the first, the last, or every touch alike', () => {
		expect(conversionsOf(heuristicTotals(paths, 'first'))).toEqual({ anna: 6, bob: 2, carl: 0 });
		expect(conversionsOf(heuristicTotals(paths, 'last'))).toEqual({ anna: 0, bob: 8, carl: 0 });
		expect(conversionsOf(heuristicTotals(paths, 'linear'))).toEqual({ anna: 2, bob: 6, carl: 0 });
	});

	it('count repeats in linear unless the paths are collapsed', () => {
		const totals = heuristicTotals(collapsePaths(paths), 'linear');
		expect(conversionsOf(totals)).toEqual({ anna: 3, bob: 5, carl: 0 });
	});

	it('credit value by the same parts', () => {
		expect(heuristicTotals([aPath('anna > bob', 2, 0, 90)], 'linear').get('bob')).toEqual({
			conversions: 1,
			value: 45,
		});
	});

	it.each(['first', 'last', 'linear'] as const)(
		'give away by %s what there is, in whatever order the journeys come',
		(model) => {
			fc.assert(
				fc.property(pathsArbitrary, (journeys) => {
					const totals = heuristicTotals(journeys, model);
					const conversions = journeys.reduce((sum, path) => sum + path.conversions, 0);
					const value = journeys.reduce((sum, path) => sum + path.value, 0);
					expect(sumOf(totals, 'conversions')).toBeCloseTo(conversions, 9);
					expect(sumOf(totals, 'value')).toBeCloseTo(value, 8);
					expect(heuristicTotals([...journeys].reverse(), model)).toEqual(totals);
				}),
			);
		},
	);
});

describe('impossible journeys', () => {
	const good = aPath('anna', 1);

	it.each<[string, JourneyPath, string]>([
		['no touches', { ...good, states: [] }, 'paths[1].states'],
		['a blank state', { ...good, states: ['anna', ' '] }, 'paths[1].states'],
		['half a conversion', { ...good, conversions: 0.5 }, 'paths[1].conversions'],
		['a negative count', { ...good, nulls: -1 }, 'paths[1].nulls'],
		['an unknown value', { ...good, value: Number.NaN }, 'paths[1].value'],
		['a value without a conversion', { ...good, conversions: 0 }, 'paths[1].value'],
	])('with %s are refused with their place', (_, path, place) => {
		const error = errorOf(() => heuristicTotals([good, path], 'last'));
		expect(error).toMatchObject({ code: 'invalid_input', path: place });
		expect(error.message).not.toContain('anna');
	});
});

function errorOf(run: () => unknown): AffiliateError {
	try {
		run();
	} catch (error) {
		if (error instanceof AffiliateError) return error;
		throw error;
	}
	throw new Error('Nothing was thrown');
}
