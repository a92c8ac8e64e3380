import { statesOf } from '../add-up-credit';
import type { JourneyPath, StateTotal, StateTotals } from '../journey-path';
import { mergePaths } from '../merge-paths';
import { convertingWithout } from './converting-without';
import { flattenChain } from './flat-chain';
import { markovChain } from './markov-chain';
import type { MarkovOptions } from './markov-options';

export interface MarkovAttribution {
	/** Credit: a state's removal effect over the sum of all effects, times all conversions. */
	readonly totals: StateTotals;
	/** By state: the share of conversions, 0 to 1, that is lost without it. */
	readonly removalEffects: ReadonlyMap<string, number>;
}

/**
 * Credit by removal effects in a Markov chain of journeys (Anderl et al.), solved, not simulated: the
 * same journeys give the same credit, and rare states are not lost in noise. Value has removal
 * effects of its own, from what the orders after each last touch were worth on average. Paths are
 * taken as they are given; collapsing them first (C17) changes nothing in order 1, but does above.
 * Throws `invalid_input`.
 */
export function markovAttribution(
	paths: readonly JourneyPath[],
	options: MarkovOptions,
): MarkovAttribution {
	const merged = mergePaths(paths);
	const chain = flattenChain(markovChain(merged, options));
	const all = perJourney(merged, options.hasNulls);
	const states = statesOf(merged);
	const effects = states.map((state) => {
		if (!chain.placesOf.has(state)) return { conversions: 0, value: 0 };
		const left = convertingWithout(chain, state);
		return {
			conversions: lostShare(left.conversions, all.conversions / all.journeys),
			value: lostShare(left.value, all.value / all.journeys),
		};
	});
	const conversions = inProportion(
		effects.map((effect) => effect.conversions),
		all.conversions,
	);
	const value = inProportion(
		effects.map((effect) => effect.value),
		all.value,
	);
	const totals = new Map<string, StateTotal>();
	const removalEffects = new Map<string, number>();
	states.forEach((state, index) => {
		totals.set(state, { conversions: conversions[index] ?? 0, value: value[index] ?? 0 });
		removalEffects.set(state, effects[index]?.conversions ?? 0);
	});
	return { totals, removalEffects };
}

/** The chain is the observed frequencies, so that what it converts in all is what was observed. */
function perJourney(paths: readonly JourneyPath[], hasNulls: boolean) {
	let conversions = 0;
	let value = 0;
	let nulls = 0;
	for (const path of paths) {
		conversions += path.conversions;
		value += path.value;
		nulls += hasNulls ? path.nulls : 0;
	}
	return { conversions, value, journeys: conversions + nulls };
}

function lostShare(left: number, all: number): number {
	if (!(all > 0)) return 0;
	return Math.min(1, Math.max(0, 1 - left / all));
}

function inProportion(effects: readonly number[], whole: number): number[] {
	const sum = effects.reduce((total, effect) => total + effect, 0);
	return effects.map((effect) => (sum > 0 ? (effect / sum) * whole : 0));
}
