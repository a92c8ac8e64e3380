import { addUpCredit } from '../add-up-credit';
import type { JourneyPath, StateTotals } from '../journey-path';
import { compareText, mergePaths } from '../merge-paths';
import { sampleShapleyValues } from './sample-shapley-values';
import { shapleyValues } from './shapley-values';

/** 4,096 coalitions for one set of states; longer sets are rare, and drawn. */
const MOST_EXACT = 12;

export interface ShapleyAttribution {
	/** Credit. With `rate` it may be negative: others convert better without this state. */
	readonly totals: StateTotals;
	/** Conversions by which a total may be off where orders were drawn (95 %); 0: all is exact. */
	readonly samplingError: number;
}

interface PartsOfSet {
	readonly parts: ReadonlyMap<string, number>;
	/** On a part, at 95 %. */
	readonly errorBound: number;
}

/**
 * Journeys by the set of states they touched. The conversions of each set are shared by the Shapley
 * values of the game among its members, in which a coalition is worth the conversion rate of the
 * journeys with exactly its members.
 */
export function rateTotals(
	paths: readonly JourneyPath[],
	seed: string | number,
): ShapleyAttribution {
	const sets = mergePaths(paths.map((path) => ({ ...path, states: membersOf(path.states) })));
	const rates = new Map(sets.map((set) => [keyOf(set.states), rateOf(set)]));
	const worthOf = (coalition: readonly string[]) => rates.get(keyOf(coalition)) ?? 0;
	let samplingError = 0;
	const totals = addUpCredit(sets, ({ states, conversions }) => {
		const { parts, errorBound } = partsOf(states, worthOf, seed);
		samplingError += conversions * errorBound;
		return states.map((state) => ({ state, part: parts.get(state) ?? 0 }));
	});
	return { totals, samplingError };
}

/** Parts sum to 1, because the values sum to the rate of the whole set. */
function partsOf(
	members: readonly string[],
	worthOf: (coalition: readonly string[]) => number,
	seed: string | number,
): PartsOfSet {
	const whole = worthOf(members);
	const sampled =
		members.length > MOST_EXACT
			? sampleShapleyValues(members, worthOf, { seed, lowest: 0, highest: 1 })
			: { values: shapleyValues(members, worthOf), errorBound: 0 };
	return {
		parts: new Map([...sampled.values].map(([state, value]) => [state, value / whole])),
		errorBound: sampled.errorBound / whole,
	};
}

function membersOf(states: readonly string[]): string[] {
	return [...new Set(states)].sort(compareText);
}

function keyOf(members: readonly string[]): string {
	return JSON.stringify(members);
}

function rateOf({ conversions, nulls }: JourneyPath): number {
	const journeys = conversions + nulls;
	return journeys === 0 ? 0 : conversions / journeys;
}
