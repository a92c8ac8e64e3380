import { collapseTouches } from './collapse-touches';
import { mergeParts } from './merge-parts';
import type { AttributionModelDefinition } from './model-definition';

/**
 * Equal parts for everybody who was clicked before the last one, for who brings customers in rather
 * than who closes (C16). One affiliate alone gets all. Clicks in a row of one affiliate are one (C17),
 * so the one who closes has a part only with a click before somebody else's.
 */
export const assisted: AttributionModelDefinition = {
	id: 'assisted',
	title: 'Assisted',
	description:
		'Everybody who was clicked before the last affiliate gets an equal part; one alone gets all',
	sentence: 'everybody who was clicked before the last one gets an equal part',
	share(touches) {
		const steps = collapseTouches(touches);
		const assists = steps.length === 1 ? steps : steps.slice(0, -1);
		const latest = new Map(assists.map((touch) => [touch.affiliateId, touch]));
		const standing = assists.filter((touch) => latest.get(touch.affiliateId) === touch);
		return mergeParts(standing.map((touch) => ({ touch, weight: 1 })));
	},
};
