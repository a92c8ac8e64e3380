import type { Touch } from '../../model/touch';
import { mergeParts } from './merge-parts';
import type { WeightedTouch } from './model-definition';

/** Parts of the greatest one; finer differences between affiliates are not worth an explanation. */
const FINENESS = 1_000_000;

/**
 * Integer weights in the proportions of numbers above zero, the greatest taken as a million parts.
 * Who takes part gets at least one of them. From here on only integers reach money.
 */
export function proportionalParts(
	parts: ReadonlyArray<{ readonly touch: Touch; readonly size: number }>,
): WeightedTouch[] {
	const greatest = Math.max(...parts.map(({ size }) => size));
	return mergeParts(
		parts.map(({ touch, size }) => ({
			touch,
			weight: Math.max(1, Math.round((size / greatest) * FINENESS)),
		})),
	);
}
