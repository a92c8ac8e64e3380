import fc from 'fast-check';
import {
	heuristicTotals,
	sampleShapleyValues,
	shapleyAttribution,
	shapleyValues,
	type JourneyPath,
} from '../../../../lib/attribution/data-driven';
import { aPath, conversionsOf, NINE_JOURNEYS, pathsArbitrary, sumOf } from './journeys';

/** A worth for each of the sixteen coalitions of four players; nobody is worth nothing. */
const gameArbitrary = fc
	.array(fc.integer({ min: -50, max: 50 }), { minLength: 16, maxLength: 16 })
	.map((worth) => [0, ...worth.slice(1)]);
const PLAYERS = [0, 1, 2, 3] as const;

function worthIn(game: readonly number[]) {
	return (coalition: readonly number[]) =>
		game[coalition.reduce((mask, player) => mask | (1 << player), 0)] ?? Number.NaN;
}

describe('Shapley values', () => {
	it('pay the owner of the right glove four times as much as each of two with left ones', () => {
		const values = shapleyValues(['left', 'other left', 'right'], (coalition) =>
			coalition.includes('right') && coalition.length > 1 ? 1 : 0,
		);
		expect(values.get('left')).toBeCloseTo(1 / 6, 14);
		expect(values.get('other left')).toBeCloseTo(1 / 6, 14);
		expect(values.get('right')).toBeCloseTo(2 / 3, 14);
	});

	it('share a runway by who needs how much of it', () => {
		const values = shapleyValues([8, 11, 13, 18], (coalition) => Math.max(0, ...coalition));
		expect([...values.values()].map((value) => value.toFixed(12))).toEqual(
			[2, 3, 4, 9].map((value) => value.toFixed(12)),
		);
	});

	it('give the published parts of a journey worth 19', () => {
		const worth: Readonly<Record<string, number>> = {
			search: 7,
			social: 6,
			direct: 4,
			'search,social': 15,
			'search,direct': 7,
			'social,direct': 9,
			'search,social,direct': 19,
		};
		const values = shapleyValues(
			['search', 'social', 'direct'],
			(coalition) => worth[coalition.join()] ?? 0,
		);
		expect(values.get('search')).toBeCloseTo(23 / 3, 13);
		expect(values.get('social')).toBeCloseTo(49 / 6, 13);
		expect(values.get('direct')).toBeCloseTo(19 / 6, 13);
	});

	it('are none without players', () => {
		expect(shapleyValues([], () => 0).size).toBe(0);
	});

	it('are refused for too many players and for one who is named twice', () => {
		const many = Array.from({ length: 17 }, (_, index) => index);
		expect(() => shapleyValues(many, () => 0)).toThrow('17 players are more than 16');
		expect(() => shapleyValues(['anna', 'anna'], () => 0)).toThrow('named twice');
	});

	it('sum to what all reach together (efficiency)', () => {
		fc.assert(
			fc.property(gameArbitrary, (game) => {
				const values = shapleyValues(PLAYERS, worthIn(game));
				const sum = [...values.values()].reduce((total, value) => total + value, 0);
				expect(sum).toBeCloseTo(game[15] ?? Number.NaN, 10);
			}),
		);
	});

	it('are equal for players who do the same (symmetry)', () => {
		fc.assert(
			fc.property(gameArbitrary, (game) => {
				const worth = worthIn(game);
				const alike = (coalition: readonly number[]) =>
					worth(coalition.map((player) => (player === 1 ? 0 : player))) + coalition.length;
				const values = shapleyValues(PLAYERS, alike);
				expect(values.get(0)).toBeCloseTo(values.get(1) ?? Number.NaN, 10);
			}),
		);
	});

	it('are nothing for who adds nothing (dummy)', () => {
		fc.assert(
			fc.property(gameArbitrary, (game) => {
				const worth = worthIn(game);
				const idle = (coalition: readonly number[]) =>
					worth(coalition.filter((player) => player !== 2));
				expect(shapleyValues(PLAYERS, idle).get(2)).toBeCloseTo(0, 12);
			}),
		);
	});

	it('of two games together are the sums of both (additivity)', () => {
		fc.assert(
			fc.property(gameArbitrary, gameArbitrary, (one, other) => {
				const both = shapleyValues(PLAYERS, (c) => worthIn(one)(c) + worthIn(other)(c));
				const first = shapleyValues(PLAYERS, worthIn(one));
				const second = shapleyValues(PLAYERS, worthIn(other));
				for (const player of PLAYERS) {
					const sum = (first.get(player) ?? Number.NaN) + (second.get(player) ?? Number.NaN);
					expect(both.get(player)).toBeCloseTo(sum, 10);
				}
			}),
		);
	});
});

describe('drawn Shapley values', () => {
	const range = { lowest: -50, highest: 50 };

	it('lie within their bound, sum to the whole, and repeat with their seed', () => {
		fc.assert(
			fc.property(gameArbitrary, fc.integer(), (game, seed) => {
				const exact = shapleyValues(PLAYERS, worthIn(game));
				const options = { seed, permutations: 400, ...range };
				const drawn = sampleShapleyValues(PLAYERS, worthIn(game), options);
				const sum = [...drawn.values.values()].reduce((total, value) => total + value, 0);
				expect(sum).toBeCloseTo(game[15] ?? Number.NaN, 8);
				for (const [player, value] of drawn.values) {
					const off = Math.abs(value - (exact.get(player) ?? Number.NaN));
					expect(off).toBeLessThanOrEqual(drawn.errorBound);
				}
				expect(sampleShapleyValues(PLAYERS, worthIn(game), options)).toEqual(drawn);
			}),
			{ seed: 1, numRuns: 40 },
		);
	});

	it('come nearer with more permutations', () => {
		const worth = worthIn([0, 3, 9, 1, 4, 4, 8, 2, 7, 5, 6, 0, 2, 3, 1, 30]);
		const boundOf = (permutations: number) =>
			sampleShapleyValues(PLAYERS, worth, { seed: 'a', permutations, ...range }).errorBound;
		expect(boundOf(20_000)).toBeLessThan(boundOf(1_000) / 4);
	});

	it('are refused without a permutation', () => {
		const options = { seed: 1, permutations: 0, ...range };
		expect(() => sampleShapleyValues(PLAYERS, () => 0, options)).toThrow('at least 1');
	});
});

describe('Shapley attribution by sums', () => {
	it('is the Shapley value of the conversions within a coalition', () => {
		fc.assert(
			fc.property(pathsArbitrary, (paths) => {
				const { totals } = shapleyAttribution(paths, { valueFunction: 'sum' });
				const exact = shapleyValues([...totals.keys()], (coalition) =>
					conversionsWithin(paths, new Set(coalition)),
				);
				for (const [state, total] of totals) {
					expect(total.conversions).toBeCloseTo(exact.get(state) ?? Number.NaN, 9);
				}
			}),
		);
	});

	it('is linear attribution over distinct affiliates', () => {
		fc.assert(
			fc.property(pathsArbitrary, (paths) => {
				const { totals } = shapleyAttribution(paths, { valueFunction: 'sum' });
				const distinct = paths.map((path) => ({ ...path, states: [...new Set(path.states)] }));
				const linear = conversionsOf(heuristicTotals(distinct, 'linear'));
				for (const [state, total] of totals) {
					expect(total.conversions).toBeCloseTo(linear[state] ?? Number.NaN, 9);
				}
			}),
		);
	});
});

describe('Shapley attribution by rates', () => {
	const byRate = (paths: readonly JourneyPath[]) =>
		shapleyAttribution(paths, { valueFunction: 'rate', seed: 'a' });

	it('gives the published credits of nine journeys', () => {
		const { totals } = byRate(NINE_JOURNEYS);
		expect(totals.get('A')?.conversions).toBeCloseTo(13.5, 12);
		expect(totals.get('B')?.conversions).toBeCloseTo(7.5, 12);
		expect(totals.get('C')?.conversions).toBeCloseTo(6, 12);
	});

	it('credits who raises the rate, and takes from who lowers it', () => {
		// bob alone converts 1 in 10, anna alone never; together half of all.
		const paths = [aPath('bob', 1, 9), aPath('anna', 0, 10), aPath('anna > bob', 5, 5)];
		const { totals } = byRate(paths);
		expect(totals.get('anna')?.conversions).toBeCloseTo(2, 12);
		expect(totals.get('bob')?.conversions).toBeCloseTo(1 + 3, 12);
		const spoiled = byRate([aPath('bob', 9, 1), aPath('anna', 0, 10), aPath('anna > bob', 5, 5)]);
		expect(spoiled.totals.get('anna')?.conversions).toBeCloseTo(-2, 12);
	});

	it('gives away every conversion and all value, in whatever order the journeys come', () => {
		fc.assert(
			fc.property(pathsArbitrary, (paths) => {
				const result = byRate(paths);
				const sum = (of: 'conversions' | 'value') =>
					paths.reduce((total, path) => total + path[of], 0);
				expect(sumOf(result.totals, 'conversions')).toBeCloseTo(sum('conversions'), 8);
				expect(sumOf(result.totals, 'value')).toBeCloseTo(sum('value'), 7);
				expect(byRate([...paths].reverse())).toEqual(result);
			}),
		);
	});

	it('draws only for a journey of more than twelve affiliates, and says how far it may be off', () => {
		const crowd = (size: number) =>
			aPath(Array.from({ length: size }, (_, index) => `a${index}`).join(' > '), 4, 4);
		expect(byRate([crowd(12)]).samplingError).toBe(0);
		const { totals, samplingError } = byRate([crowd(13)]);
		expect(samplingError).toBeGreaterThan(0);
		for (const { conversions } of totals.values()) {
			expect(Math.abs(conversions - 4 / 13)).toBeLessThanOrEqual(samplingError);
		}
		expect(sumOf(totals, 'conversions')).toBeCloseTo(4, 10);
	});
});

function conversionsWithin(paths: readonly JourneyPath[], coalition: ReadonlySet<string>): number {
	return paths
		.filter(({ states }) => states.every((state) => coalition.has(state)))
		.reduce((sum, { conversions }) => sum + conversions, 0);
}
