import type { JourneyPath } from '../journey-path';
import type { MarkovOptions } from './markov-options';
import { slidingGrams, type Repeats } from './sliding-grams';

/** One step out of a gram. Probabilities of all steps, of converting and of the end sum to 1. */
export interface MarkovStep {
	readonly to: number;
	readonly probability: number;
}

export interface MarkovGram {
	readonly states: readonly string[];
	/** Probability that a journey begins here. */
	readonly start: number;
	readonly steps: readonly MarkovStep[];
	/** Probability that a visit is the last touch before an order. */
	readonly conversion: number;
	/** Probability that a visit is the last touch of a journey without an order. */
	readonly end: number;
	/** Value of the orders that follow directly, per visit. */
	readonly value: number;
}

/** Where journeys go next, as observed. Grams are in the order of their first visit. */
export interface MarkovChain {
	readonly grams: readonly MarkovGram[];
}

interface GramCount {
	readonly states: readonly string[];
	start: number;
	visits: number;
	conversions: number;
	nulls: number;
	value: number;
	readonly steps: Map<number, number>;
}

/** Counts the chain of merged paths. Paths that nobody took are not in it. */
export function markovChain(
	paths: readonly JourneyPath[],
	{ order, hasNulls }: MarkovOptions,
	repeats: Repeats = 'collapse',
): MarkovChain {
	const counts: GramCount[] = [];
	const places = new Map<string, number>();
	let journeys = 0;
	for (const path of paths) {
		const nulls = hasNulls ? path.nulls : 0;
		const weight = path.conversions + nulls;
		if (weight === 0) continue;
		journeys += weight;
		const visited = slidingGrams(path.states, order, repeats).map((states) =>
			placeOf(states, counts, places),
		);
		countVisits(counts, visited, { ...path, nulls });
	}
	return { grams: counts.map((count) => toGram(count, journeys)) };
}

function placeOf(
	states: readonly string[],
	counts: GramCount[],
	places: Map<string, number>,
): number {
	const key = JSON.stringify(states);
	const known = places.get(key);
	if (known !== undefined) return known;
	places.set(key, counts.length);
	const steps = new Map<number, number>();
	counts.push({ states, start: 0, visits: 0, conversions: 0, nulls: 0, value: 0, steps });
	return counts.length - 1;
}

function countVisits(counts: GramCount[], visited: readonly number[], path: JourneyPath): void {
	const weight = path.conversions + path.nulls;
	visited.forEach((place, index) => {
		const count = counts[place];
		if (count === undefined) return;
		count.visits += weight;
		if (index === 0) count.start += weight;
		const next = visited[index + 1];
		if (next !== undefined) {
			count.steps.set(next, (count.steps.get(next) ?? 0) + weight);
			return;
		}
		count.conversions += path.conversions;
		count.nulls += path.nulls;
		count.value += path.value;
	});
}

function toGram(count: GramCount, journeys: number): MarkovGram {
	return {
		states: count.states,
		start: count.start / journeys,
		steps: [...count.steps].map(([to, weight]) => ({ to, probability: weight / count.visits })),
		conversion: count.conversions / count.visits,
		end: count.nulls / count.visits,
		value: count.value / count.visits,
	};
}
