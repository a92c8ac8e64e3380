import type { MarkovOrder } from './markov-options';

/** What happens to a gram that follows itself. */
export type Repeats = 'collapse' | 'keep';

/**
 * The states of a chain of order k for one path: its sliding windows of k touches. A shorter path is
 * one window. Equal windows in a row are one unless they are kept; who is visited is the same either
 * way, since staying in a place leads nowhere else.
 */
export function slidingGrams(
	states: readonly string[],
	order: MarkovOrder,
	repeats: Repeats,
): (readonly string[])[] {
	const grams: (readonly string[])[] = [];
	const count = Math.max(1, states.length - order + 1);
	for (let from = 0; from < count; from += 1) {
		const gram = states.slice(from, from + order);
		const last = grams.at(-1);
		if (repeats === 'collapse' && last !== undefined && isSame(last, gram)) continue;
		grams.push(gram);
	}
	return grams;
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
	return a.length === b.length && a.every((state, index) => state === b[index]);
}
