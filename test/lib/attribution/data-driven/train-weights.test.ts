import fc from 'fast-check';
import {
	trainWeights,
	type TrainedWeights,
	type TrainingOptions,
} from '../../../../lib/attribution/data-driven';
import { WEIGHT_METHODS } from '../../../../lib/model/attribution-weights';
import { aPath, pathsArbitrary } from './journeys';

const OPTIONS: TrainingOptions = {
	method: 'markov_1',
	minimumJourneys: 30,
	minimumConversions: 20,
	seed: 'weights',
};

describe('trained weights', () => {
	it('are the credit per journey, so that a small affiliate counts as much as a large one', () => {
		const paths = [aPath('anna', 200, 800), aPath('bob', 20, 80), aPath('carl', 60, 240)];
		const { weights, pooledWeight, isThin } = trainWeights(paths, OPTIONS);
		expect(isThin).toBe(false);
		expect(pooledWeight).toBeNull();
		for (const weight of Object.values(weights)) expect(weight).toBeCloseTo(1 / 3, 12);
	});

	it('are greater for who is followed by more orders', () => {
		const paths = [aPath('anna', 300, 700), aPath('bob', 100, 900)];
		const { weights } = trainWeights(paths, OPTIONS);
		expect(weights['anna']).toBeCloseTo(3 / 4, 12);
		expect(weights['bob']).toBeCloseTo(1 / 4, 12);
	});

	it.each(WEIGHT_METHODS)('of %s say what they were trained on', (method) => {
		const paths = [aPath('anna > bob', 30, 60), aPath('bob', 20, 70), aPath('anna', 10, 90)];
		expect(trainWeights(paths, { ...OPTIONS, method })).toMatchObject({
			method,
			journeys: 280,
			conversions: 60,
			states: 2,
			pooled: [],
			isThin: false,
			reason: expect.stringContaining('60 conversions in 280 journeys'),
		});
	});

	it('differ with the length of the memory', () => {
		const paths = [
			aPath('anna > bob > carl', 50, 10),
			aPath('dora > bob > carl', 5, 90),
			aPath('dora > carl', 20, 40),
		];
		const weightOfDora = (method: TrainingOptions['method']) =>
			trainWeights(paths, { ...OPTIONS, method }).weights['dora'];
		const found = WEIGHT_METHODS.map(weightOfDora);
		expect(new Set(found.map((weight) => weight?.toFixed(6))).size).toBe(WEIGHT_METHODS.length);
	});

	it('collapse touches in a row before anything is counted', () => {
		const once = [aPath('anna > bob', 30, 60), aPath('bob', 20, 70)];
		const repeated = [aPath('anna > anna > bob > bob', 30, 60), aPath('bob > bob', 20, 70)];
		for (const method of WEIGHT_METHODS) {
			const options = { ...OPTIONS, method };
			expect(trainWeights(repeated, options)).toEqual(trainWeights(once, options));
		}
	});

	it('never make a touch worth nothing', () => {
		const paths = [aPath('anna', 100, 100), aPath('bob', 0, 100), aPath('carl', 80, 120)];
		const { weights } = trainWeights(paths, OPTIONS);
		expect(weights['bob']).toBeGreaterThan(0);
		expect(weights['bob']).toBeLessThan((weights['carl'] ?? 0) / 50);
	});
});

describe('rare affiliates', () => {
	const paths = [
		aPath('anna', 100, 400),
		aPath('bob', 60, 340),
		aPath('rare > rarer', 5, 5),
		aPath('rarer', 1, 9),
	];

	it('are trained as one and share its weight', () => {
		const { weights, pooled, pooledWeight, states } = trainWeights(paths, OPTIONS);
		expect(Object.keys(weights)).toEqual(['anna', 'bob']);
		expect(pooled).toEqual(['rare', 'rarer']);
		expect(states).toBe(4);
		// 6 of the 20 journeys of the rare convert, 0.2 of anna's, 0.15 of bob's.
		expect(pooledWeight).toBeCloseTo(0.3 / (0.3 + 0.2 + 0.15), 12);
	});

	it('stand alone once they have enough journeys', () => {
		const { weights, pooled } = trainWeights(paths, { ...OPTIONS, minimumJourneys: 10 });
		expect(Object.keys(weights)).toEqual(['anna', 'bob', 'rare', 'rarer']);
		expect(pooled).toEqual([]);
	});

	it('are named apart from an affiliate who has the name of the group', () => {
		expect(() => trainWeights([aPath('(other)', 40, 40)], OPTIONS)).toThrow('(other)');
	});
});

describe('thin data', () => {
	const nothingFrom = (trained: TrainedWeights) => {
		expect(trained).toMatchObject({ isThin: true, weights: {}, pooledWeight: null });
		return trained.reason;
	};

	it('gives no weights with too few conversions', () => {
		const paths = [aPath('anna', 10, 90), aPath('bob', 9, 91)];
		expect(nothingFrom(trainWeights(paths, OPTIONS))).toBe(
			'19 conversions are on record, and 20 are needed',
		);
	});

	it('gives no weights with nobody to compare with', () => {
		expect(nothingFrom(trainWeights([aPath('anna', 50, 50)], OPTIONS))).toContain('fewer than two');
		const rareOnly = Array.from({ length: 10 }, (_, index) => aPath(`a${index}`, 5, 5));
		expect(nothingFrom(trainWeights(rareOnly, OPTIONS))).toContain('fewer than two');
	});

	it('gives no weights without a journey that ended without an order', () => {
		const paths = [aPath('anna', 50), aPath('bob', 50)];
		expect(nothingFrom(trainWeights(paths, OPTIONS))).toContain('without an order');
	});

	it('gives no weights from nothing at all, whatever is asked', () => {
		const options = { ...OPTIONS, minimumConversions: 0, minimumJourneys: 0 };
		expect(nothingFrom(trainWeights([], options))).toContain('0 conversions');
	});

	it.each(['minimumJourneys', 'minimumConversions'] as const)(
		'is not guessed when %s is no number',
		(minimum) => {
			expect(() => trainWeights([], { ...OPTIONS, [minimum]: Number.NaN })).toThrow(minimum);
		},
	);
});

describe('the laws of trained weights', () => {
	it('are above zero, sum to 1 and do not depend on the order of journeys', () => {
		const options = fc.record({
			method: fc.constantFrom(...WEIGHT_METHODS),
			minimumJourneys: fc.integer({ min: 0, max: 60 }),
			minimumConversions: fc.integer({ min: 0, max: 30 }),
			seed: fc.integer(),
		});
		fc.assert(
			fc.property(pathsArbitrary, options, (paths, chosen) => {
				const trained = trainWeights(paths, chosen);
				expect(trainWeights([...paths].reverse(), chosen)).toEqual(trained);
				const all = [...Object.values(trained.weights), trained.pooledWeight ?? 0];
				if (trained.isThin) return expect(all).toEqual([0]);
				expect(Object.values(trained.weights).every((weight) => weight > 0)).toBe(true);
				expect(all.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
			}),
		);
	});
});
