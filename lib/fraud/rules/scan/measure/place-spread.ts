import { normalizedEntropy } from '../../../../statistics';

export interface PlaceSpread {
	/** Uses whose place is told. */
	readonly known: number;
	/**
	 * As many places as would be used evenly to spread like this: e to the power of Shannon's
	 * entropy. One for a single place, whatever trickles in beside it counts little.
	 */
	readonly effectivePlaces: number;
}

/** How far uses spread over places such as countries or referring hosts; null is not told. */
export function placeSpread(places: readonly (string | null)[]): PlaceSpread {
	const counts = new Map<string, number>();
	for (const place of places) {
		if (place !== null) counts.set(place, (counts.get(place) ?? 0) + 1);
	}
	const known = [...counts.values()].reduce((sum, count) => sum + count, 0);
	if (known === 0) return { known, effectivePlaces: 0 };
	const sorted = [...counts.values()].sort((a, b) => b - a);
	return { known, effectivePlaces: sorted.length ** normalizedEntropy(sorted) };
}
