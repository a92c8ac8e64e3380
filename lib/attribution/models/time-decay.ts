import { MILLISECONDS_PER_DAY, millisecondsBetween } from '../../kernel';
import { collapseTouches } from './collapse-touches';
import type { AttributionModelDefinition } from './model-definition';
import { proportionalParts } from './proportional-parts';

/**
 * A touch counts half after every half-life before the order: 2^(−age / half-life) (C16: 7 days).
 * Only proportions matter, so ages are taken less that of the youngest touch: the same shares, and
 * touches that are all old do not vanish in rounding. Clicks in a row of one affiliate are one, as
 * young as the latest of them (C17).
 */
export const timeDecay: AttributionModelDefinition = {
	id: 'time_decay',
	title: 'Time Decay',
	description:
		'The nearer a click is to the order, the greater its part; it halves every half-life',
	sentence: 'a click counts the more the nearer it is to the order',
	share(touches, { orderedAt, settings }) {
		const steps = collapseTouches(touches);
		const ages = steps.map(
			({ occurredAt }) => millisecondsBetween(occurredAt, orderedAt) / MILLISECONDS_PER_DAY,
		);
		const youngest = Math.min(...ages);
		return proportionalParts(
			steps.map((touch, index) => ({
				touch,
				size: 2 ** (-((ages[index] ?? youngest) - youngest) / settings.halfLifeDays),
			})),
		);
	},
};
