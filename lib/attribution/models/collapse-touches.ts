import type { Touch } from '../../model/touch';

/**
 * Touches of one affiliate in a row are one taking part, however often was clicked (C17). The latest
 * of them stands for all: it is the nearest to the order, and the one whose age a model looks at.
 */
export function collapseTouches(touches: readonly Touch[]): Touch[] {
	return touches.filter(
		({ affiliateId }, index) => touches[index + 1]?.affiliateId !== affiliateId,
	);
}
