import { MILLISECONDS_PER_DAY, millisecondsBetween } from '../../kernel';
import type { AttributionWeights } from '../../model/attribution-weights';
import type { Touch } from '../../model/touch';
import type { AttributionModelDefinition } from './model-definition';
import { proportionalParts } from './proportional-parts';

/**
 * Parts in the proportions of weights that were learnt from recorded journeys. A weight is what an
 * affiliate adds to journeys as a whole, so it counts once, however often they took part (C17).
 * Without weights that can be relied on, the programme's fallback model decides.
 */
export const dataDriven: AttributionModelDefinition = {
	id: 'data_driven',
	title: 'Data-Driven',
	description:
		'Parts follow weights learnt from recorded journeys; with too little data the fallback model of the programme decides',
	sentence: 'parts follow what was learnt from recorded journeys',
	share(touches, { weights }) {
		const latest = new Map(touches.map((touch) => [touch.affiliateId, touch]));
		const parts = touches.flatMap((touch) => {
			const size = weights === null ? null : weightOf(touch, weights);
			return size === null || latest.get(touch.affiliateId) !== touch ? [] : [{ touch, size }];
		});
		return proportionalParts(parts);
	},
	lacks(touches, { weights, orderedAt, settings }) {
		if (weights === null) return 'no weights were trained for the programme';
		if (weights.isThin) return `there is too little data: ${weights.reason}`;
		const days = millisecondsBetween(weights.trainedAt, orderedAt) / MILLISECONDS_PER_DAY;
		const most = settings.weightsMaximumAgeDays;
		if (days > most) return `the weights are older than ${most} days`;
		const unknown = touches.find((touch) => weightOf(touch, weights) === null);
		return unknown === undefined ? null : `${unknown.affiliateCode} has no weight yet`;
	},
};

function weightOf({ affiliateId }: Touch, weights: AttributionWeights): number | null {
	const own = Object.hasOwn(weights.weights, affiliateId) ? weights.weights[affiliateId] : null;
	return own ?? weights.pooledWeight;
}
