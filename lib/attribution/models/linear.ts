import type { Touch } from '../../model/touch';
import type { AttributionModelDefinition } from './model-definition';

/**
 * Equal parts for every affiliate who was clicked in the window (C16). Taking part counts, not how
 * often (C17): all clicks of one affiliate are one part, and the latest of them stands for it.
 */
export const linear: AttributionModelDefinition = {
	id: 'linear',
	title: 'Linear',
	description: 'Every affiliate who was clicked in the window gets an equal part',
	choose(touches) {
		const latest = new Map<string, Touch>();
		for (const touch of touches) {
			// Deleted first, so that the map is in the order of the latest clicks.
			latest.delete(touch.affiliateId);
			latest.set(touch.affiliateId, touch);
		}
		return [...latest.values()].map((touch) => ({ touch, weight: 1 }));
	},
	sentence: 'every affiliate who was clicked gets an equal part',
};
