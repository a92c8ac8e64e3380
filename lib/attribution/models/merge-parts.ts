import type { WeightedTouch } from './model-definition';

/**
 * One part for each affiliate, the latest of their touches standing for it, in the proportions given
 * and as small as integers get. A part of nothing is none.
 */
export function mergeParts(parts: readonly WeightedTouch[]): WeightedTouch[] {
	const merged = new Map<string, WeightedTouch>();
	for (const { touch, weight } of parts) {
		if (weight === 0) continue;
		const sum = weight + (merged.get(touch.affiliateId)?.weight ?? 0);
		// Deleted first, so that the map is in the order of the latest touches.
		merged.delete(touch.affiliateId);
		merged.set(touch.affiliateId, { touch, weight: sum });
	}
	const shares = [...merged.values()];
	const divisor = shares.reduce((common, { weight }) => greatestCommonDivisor(common, weight), 0);
	return shares.map(({ touch, weight }) => ({ touch, weight: weight / divisor }));
}

function greatestCommonDivisor(a: number, b: number): number {
	return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
