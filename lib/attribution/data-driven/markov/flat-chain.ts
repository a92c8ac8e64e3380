import type { MarkovChain } from './markov-chain';

/** A chain as arrays of numbers: the steps of gram g are those from `first[g]` to `first[g + 1]`. */
export interface FlatChain {
	readonly size: number;
	readonly start: Float64Array;
	readonly conversion: Float64Array;
	readonly value: Float64Array;
	readonly first: Int32Array;
	readonly to: Int32Array;
	readonly probability: Float64Array;
	/** Grams that a state is part of. */
	readonly placesOf: ReadonlyMap<string, readonly number[]>;
}

/** The same chain for solving: it is gone through once per state and until nothing is in flight. */
export function flattenChain({ grams }: MarkovChain): FlatChain {
	const placesOf = new Map<string, number[]>();
	const first = new Int32Array(grams.length + 1);
	grams.forEach(({ states, steps }, place) => {
		first[place + 1] = (first[place] ?? 0) + steps.length;
		for (const state of new Set(states)) {
			const places = placesOf.get(state);
			if (places === undefined) placesOf.set(state, [place]);
			else places.push(place);
		}
	});
	const steps = grams.flatMap((gram) => gram.steps);
	return {
		size: grams.length,
		start: Float64Array.from(grams, (gram) => gram.start),
		conversion: Float64Array.from(grams, (gram) => gram.conversion),
		value: Float64Array.from(grams, (gram) => gram.value),
		first,
		to: Int32Array.from(steps, (step) => step.to),
		probability: Float64Array.from(steps, (step) => step.probability),
		placesOf,
	};
}
