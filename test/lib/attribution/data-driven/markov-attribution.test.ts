import fc from 'fast-check';
import {
	collapsePaths,
	markovAttribution,
	transitionMatrix,
	type JourneyPath,
	type MarkovOrder,
} from '../../../../lib/attribution/data-driven';
import {
	aPath,
	conversionsOf,
	NINE_JOURNEYS,
	pathsArbitrary,
	sumOf,
	THREE_CHANNELS,
} from './journeys';
import { conversionWithout } from './solve-densely';

const ORDERS: readonly MarkovOrder[] = [1, 2, 3];
const FIRST_ORDER = { order: 1, hasNulls: true } as const;

describe('the transition matrix', () => {
	it('is how often journeys went from one place to the next', () => {
		expect(transitionMatrix(THREE_CHANNELS, FIRST_ORDER)).toEqual([
			{ from: '(start)', to: 'c1', probability: 2 / 3 },
			{ from: '(start)', to: 'c2', probability: 1 / 3 },
			{ from: 'c1', to: 'c2', probability: 1 / 2 },
			{ from: 'c1', to: '(null)', probability: 1 / 2 },
			{ from: 'c2', to: 'c3', probability: 1 },
			{ from: 'c3', to: '(conversion)', probability: 1 / 2 },
			{ from: 'c3', to: '(null)', probability: 1 / 2 },
		]);
	});

	it('has windows of two touches in order 2, and shorter journeys as they are', () => {
		const paths = [aPath('anna > bob > carl', 1), aPath('bob', 0, 1)];
		expect(transitionMatrix(paths, { order: 2, hasNulls: true })).toEqual([
			{ from: '(start)', to: 'anna > bob', probability: 1 / 2 },
			{ from: '(start)', to: 'bob', probability: 1 / 2 },
			{ from: 'anna > bob', to: 'bob > carl', probability: 1 },
			{ from: 'bob > carl', to: '(conversion)', probability: 1 },
			{ from: 'bob', to: '(null)', probability: 1 },
		]);
	});

	it('leaves out staying in a place unless repeats are kept', () => {
		const paths = [aPath('anna > anna > bob', 1)];
		const stays = { from: 'anna', to: 'anna', probability: 1 / 2 };
		expect(transitionMatrix(paths, FIRST_ORDER)).not.toContainEqual(stays);
		expect(transitionMatrix(paths, { ...FIRST_ORDER, repeats: 'keep' })).toContainEqual(stays);
	});

	it('knows no end without an order when these journeys are left out', () => {
		const entries = transitionMatrix(THREE_CHANNELS, { order: 1, hasNulls: false });
		expect(entries.map(({ to }) => to)).toEqual(['c1', 'c2', 'c3', '(conversion)']);
	});

	it('has rows that sum to 1', () => {
		fc.assert(
			fc.property(pathsArbitrary, fc.constantFrom(...ORDERS), (paths, order) => {
				const sums = new Map<string, number>();
				for (const { from, probability } of transitionMatrix(paths, { order, hasNulls: true })) {
					expect(probability).toBeGreaterThan(0);
					sums.set(from, (sums.get(from) ?? 0) + probability);
				}
				for (const sum of sums.values()) expect(sum).toBeCloseTo(1, 12);
			}),
		);
	});
});

describe('Markov attribution', () => {
	it('gives the published effects and credits of three channels', () => {
		const { totals, removalEffects } = markovAttribution(THREE_CHANNELS, FIRST_ORDER);
		expect(removalEffects.get('c1')).toBeCloseTo(1 / 2, 14);
		expect(removalEffects.get('c2')).toBeCloseTo(1, 14);
		expect(removalEffects.get('c3')).toBeCloseTo(1, 14);
		expect(totals.get('c1')?.conversions).toBeCloseTo(1 / 5, 14);
		expect(totals.get('c2')?.conversions).toBeCloseTo(2 / 5, 14);
		expect(totals.get('c3')?.conversions).toBeCloseTo(2 / 5, 14);
	});

	it('gives the published credits of nine journeys that all convert', () => {
		const { totals } = markovAttribution(NINE_JOURNEYS, { order: 1, hasNulls: false });
		expect(totals.get('A')?.conversions).toBeCloseTo(10.643153526970956, 10);
		expect(totals.get('B')?.conversions).toBeCloseTo(8.514522821576762, 10);
		expect(totals.get('C')?.conversions).toBeCloseTo(7.842323651452283, 10);
	});

	it('remembers in order 2 what order 1 forgets', () => {
		// Only who came from anna converts after bob.
		const paths = [aPath('anna > bob', 10), aPath('carl > bob', 0, 10)];
		const effectOfCarl = (order: MarkovOrder) =>
			markovAttribution(paths, { order, hasNulls: true }).removalEffects.get('carl');
		expect(effectOfCarl(1)).toBeCloseTo(1 / 2, 14);
		expect(effectOfCarl(2)).toBe(0);
	});

	it('credits value to who leads to dear orders', () => {
		const paths = [aPath('anna', 5, 5, 10), aPath('bob', 5, 5, 90)];
		const { totals } = markovAttribution(paths, FIRST_ORDER);
		expect(conversionsOf(totals)).toEqual({ anna: 5, bob: 5 });
		expect(totals.get('anna')?.value).toBeCloseTo(10, 12);
		expect(totals.get('bob')?.value).toBeCloseTo(90, 12);
	});

	it('credits nobody where nothing converted', () => {
		const { totals } = markovAttribution([aPath('anna > bob', 0, 4)], FIRST_ORDER);
		expect(conversionsOf(totals)).toEqual({ anna: 0, bob: 0 });
	});

	it('solves a journey that goes to and fro twenty thousand times', () => {
		const toAndFro = Array.from({ length: 20_000 }, (_, index) => (index % 2 ? 'bob' : 'anna'));
		const paths = [{ ...aPath('carl', 1), states: [...toAndFro, 'carl'] }, aPath('dora', 1, 2)];
		const { removalEffects } = markovAttribution(paths, FIRST_ORDER);
		expect(removalEffects.get('carl')).toBeCloseTo(1 / 2, 10);
		expect(removalEffects.get('dora')).toBeCloseTo(1 / 2, 10);
	});
});

describe('the laws of Markov attribution', () => {
	const optionsArbitrary = fc.record({
		order: fc.constantFrom(...ORDERS),
		hasNulls: fc.boolean(),
	});

	it('agrees with elimination on the whole matrix', () => {
		fc.assert(
			fc.property(pathsArbitrary, optionsArbitrary, (paths, options) => {
				fc.pre(paths.some(({ conversions }) => conversions > 0));
				const transitions = transitionMatrix(paths, { ...options, repeats: 'keep' });
				const whole = conversionWithout(transitions, 'nobody');
				for (const [state, effect] of markovAttribution(paths, options).removalEffects) {
					const left = conversionWithout(transitions, state);
					expect(effect).toBeCloseTo(1 - left / whole, 9);
				}
			}),
		);
	});

	it('gives away every conversion and all value, nothing negative', () => {
		fc.assert(
			fc.property(pathsArbitrary, optionsArbitrary, (paths, options) => {
				const { totals } = markovAttribution(paths, options);
				const sum = (of: 'conversions' | 'value') =>
					paths.reduce((total, path) => total + path[of], 0);
				expect(sumOf(totals, 'conversions')).toBeCloseTo(sum('conversions'), 8);
				expect(sumOf(totals, 'value')).toBeCloseTo(sum('value'), 7);
				for (const total of totals.values()) {
					expect(total.conversions).toBeGreaterThanOrEqual(0);
					expect(total.value).toBeGreaterThanOrEqual(0);
				}
			}),
		);
	});

	it('does not depend on the order of the paths, nor on how they are aggregated', () => {
		fc.assert(
			fc.property(pathsArbitrary, optionsArbitrary, (paths, options) => {
				const result = markovAttribution(paths, options);
				expect(markovAttribution([...paths].reverse(), options)).toEqual(result);
				expect(markovAttribution(halved(paths), options)).toEqual(result);
			}),
		);
	});

	it('is not changed by somebody whom no journey visits', () => {
		fc.assert(
			fc.property(pathsArbitrary, optionsArbitrary, (paths, options) => {
				const { totals } = markovAttribution(paths, options);
				const ghost = { states: ['anna', 'ghost', 'bob'], conversions: 0, value: 0, nulls: 0 };
				const haunted = markovAttribution([...paths, ghost], options);
				expect(haunted.removalEffects.get('ghost')).toBe(0);
				for (const [state, total] of totals) expect(haunted.totals.get(state)).toEqual(total);
			}),
		);
	});

	it('does not see repeats in order 1', () => {
		fc.assert(
			fc.property(pathsArbitrary, (paths) => {
				const collapsed = markovAttribution(collapsePaths(paths), FIRST_ORDER);
				for (const [state, effect] of markovAttribution(paths, FIRST_ORDER).removalEffects) {
					expect(collapsed.removalEffects.get(state)).toBeCloseTo(effect, 10);
				}
			}),
		);
	});
});

/** Every path in two entries: one with the orders, one without. */
function halved(paths: readonly JourneyPath[]): JourneyPath[] {
	return paths.flatMap((path) => [
		{ ...path, nulls: 0 },
		{ ...path, conversions: 0, value: 0 },
	]);
}
