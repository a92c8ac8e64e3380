import { collapseTouches } from './collapse-touches';
import { mergeParts } from './merge-parts';
import type { AttributionModelDefinition } from './model-definition';

/**
 * Fixed parts for the first and the last time somebody took part, the rest equally to what lies
 * between (C16: 40 / 20 / 40). Two share half and half, whatever the parts; clicks in a row of one
 * affiliate are one (C17).
 */
export const positionBased: AttributionModelDefinition = {
	id: 'position_based',
	title: 'Position-Based',
	description:
		'The first and the last affiliate get fixed parts of the credit, those between share the rest equally; two get half each',
	sentence: 'the first and the last get fixed parts, those between share the rest',
	share(touches, { settings }) {
		const steps = collapseTouches(touches);
		const between = steps.length - 2;
		if (between <= 0) return mergeParts(steps.map((touch) => ({ touch, weight: 1 })));
		const { firstPercent, lastPercent } = settings;
		const rest = Math.max(0, 100 - firstPercent - lastPercent);
		// All parts are taken as many times as there are touches between, so that these get integers.
		return mergeParts(
			steps.map((touch, index) => {
				if (index === 0) return { touch, weight: firstPercent * between };
				if (index === steps.length - 1) return { touch, weight: lastPercent * between };
				return { touch, weight: rest };
			}),
		);
	},
};
