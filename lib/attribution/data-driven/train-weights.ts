import { AffiliateError } from '../../kernel';
import type { WeightMethod } from '../../model/attribution-weights';
import type { JourneyPath, StateTotals } from './journey-path';
import { markovAttribution } from './markov/markov-attribution';
import { POOLED_STATE, poolRareStates, type PooledPaths } from './pool-rare-states';
import { shapleyAttribution } from './shapley/shapley-attribution';

/** Nobody's weight is less than this part of the average: a touch is never worth nothing. */
const LEAST_PART_OF_AVERAGE = 0.01;

export interface TrainingOptions {
	readonly method: WeightMethod;
	/** States with fewer journeys are trained as one. */
	readonly minimumJourneys: number;
	/** With fewer conversions in all there are no weights. */
	readonly minimumConversions: number;
	/** Read only by `shapley_rate`, for very long journeys. */
	readonly seed: string | number;
}

export interface TrainedWeights {
	readonly method: WeightMethod;
	/**
	 * By state, above zero; together with `pooledWeight` they sum to 1. Empty when there is too little
	 * data.
	 */
	readonly weights: Readonly<Record<string, number>>;
	/** The weight of each pooled state, and of states not seen yet; null when none was pooled. */
	readonly pooledWeight: number | null;
	readonly journeys: number;
	readonly conversions: number;
	/** How many there are, each pooled one counted. */
	readonly states: number;
	/** States with too few journeys for a weight of their own, by name. */
	readonly pooled: readonly string[];
	/** Too little data: another model has to decide. */
	readonly isThin: boolean;
	/** What the weights were trained on, or why there are none. */
	readonly reason: string;
}

/**
 * Weights by which the touches of one order share it: what the model credits to a state, per journey
 * in which it took part. Credit as such grows with the number of journeys; as a weight it would give
 * an order that a small and a large affiliate won together to the large one. Paths are collapsed
 * first (C17). Throws `invalid_input`.
 */
export function trainWeights(
	paths: readonly JourneyPath[],
	{ method, minimumJourneys, minimumConversions, seed }: TrainingOptions,
): TrainedWeights {
	requireMinimum(minimumJourneys, 'minimumJourneys');
	requireMinimum(minimumConversions, 'minimumConversions');
	const pooling = poolRareStates(paths, minimumJourneys);
	const conversions = sumOf(pooling.paths, 'conversions');
	const nulls = sumOf(pooling.paths, 'nulls');
	const ownStates = pooling.journeysOf.size - (pooling.pooled.length > 0 ? 1 : 0);
	const about = {
		method,
		journeys: conversions + nulls,
		conversions,
		states: ownStates + pooling.pooled.length,
		pooled: pooling.pooled,
	};
	const lack = lackOf(pooling, conversions, nulls, { minimumJourneys, minimumConversions });
	if (lack !== null) {
		return { ...about, weights: {}, pooledWeight: null, isThin: true, reason: lack };
	}
	const weights = weightsOf(totalsBy(method, pooling.paths, seed), pooling);
	const pooledWeight = weights.get(POOLED_STATE) ?? null;
	weights.delete(POOLED_STATE);
	return {
		...about,
		weights: Object.fromEntries(weights),
		pooledWeight,
		isThin: false,
		reason: `${conversions} conversions in ${about.journeys} journeys of ${about.states} affiliates, ${about.pooled.length} of them too rare for a weight of their own`,
	};
}

function requireMinimum(minimum: number, path: string): void {
	if (Number.isFinite(minimum) && minimum >= 0) return;
	throw new AffiliateError(`${path} is not a number of at least 0`, {
		code: 'invalid_input',
		path,
		hint: 'Give a number of journeys, such as 30.',
	});
}

function sumOf(paths: readonly JourneyPath[], count: 'conversions' | 'nulls'): number {
	return paths.reduce((sum, path) => sum + path[count], 0);
}

function lackOf(
	{ journeysOf }: PooledPaths,
	conversions: number,
	nulls: number,
	{
		minimumJourneys,
		minimumConversions,
	}: Pick<TrainingOptions, 'minimumJourneys' | 'minimumConversions'>,
): string | null {
	// Nothing can be learnt from no conversion at all, whatever the minimum.
	if (conversions < Math.max(1, minimumConversions)) {
		return `${conversions} conversions are on record, and ${Math.max(1, minimumConversions)} are needed`;
	}
	if (journeysOf.size < 2) {
		return `fewer than two affiliates, or groups of rare ones, can be compared; one with ${minimumJourneys} journeys counts by itself`;
	}
	// Among orders alone, everybody who took part is alike.
	return nulls === 0 ? 'no journey without an order is on record to compare with' : null;
}

function totalsBy(
	method: WeightMethod,
	paths: readonly JourneyPath[],
	seed: string | number,
): StateTotals {
	switch (method) {
		case 'markov_1':
			return markovAttribution(paths, { order: 1, hasNulls: true }).totals;
		case 'markov_2':
			return markovAttribution(paths, { order: 2, hasNulls: true }).totals;
		case 'markov_3':
			return markovAttribution(paths, { order: 3, hasNulls: true }).totals;
		case 'shapley_rate':
			return shapleyAttribution(paths, { valueFunction: 'rate', seed }).totals;
	}
}

function weightsOf(totals: StateTotals, { journeysOf }: PooledPaths): Map<string, number> {
	const credits = new Map<string, number>();
	for (const [state, { conversions }] of totals) {
		const journeys = journeysOf.get(state) ?? 0;
		credits.set(state, journeys > 0 ? Math.max(0, conversions) / journeys : 0);
	}
	const least = (LEAST_PART_OF_AVERAGE * total(credits)) / credits.size;
	for (const [state, credit] of credits) credits.set(state, Math.max(credit, least));
	const whole = total(credits);
	return new Map([...credits].map(([state, credit]) => [state, credit / whole]));
}

function total(credits: ReadonlyMap<string, number>): number {
	return [...credits.values()].reduce((sum, credit) => sum + credit, 0);
}
