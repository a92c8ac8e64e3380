import { collapseTouches } from './collapse-touches';
import { mergeParts } from './merge-parts';
import type { AttributionModelDefinition } from './model-definition';

/**
 * Equal parts for every time an affiliate took part (C16). Clicks of one affiliate in a row are one
 * taking part (C17); who comes back after somebody else takes part once more.
 */
export const linear: AttributionModelDefinition = {
	id: 'linear',
	title: 'Linear',
	description:
		'Every time an affiliate was clicked counts the same; clicks of one affiliate in a row count once',
	sentence: 'every time an affiliate took part counts the same, clicks in a row once',
	share(touches) {
		return mergeParts(collapseTouches(touches).map((touch) => ({ touch, weight: 1 })));
	},
};
