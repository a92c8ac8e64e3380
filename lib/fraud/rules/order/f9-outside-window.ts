import { addDays } from '../../../kernel';
import { defineFraudRule } from '../../define-fraud-rule';
import { noParametersSchema } from '../../no-parameters';
import { observeCreditedClicks } from '../../observe-credited-clicks';

/**
 * The credited click is older than the programme's window and than the affiliate's own. Attribution
 * gives no credit then, so this guards credits that came another way. What a person decided stands.
 */
export const outsideWindow = defineFraudRule({
	id: 'F9',
	stage: 'order',
	version: 1,
	title: 'Click Outside the Window',
	description: 'The credited click is older than any window that applies to it',
	anchor: 'Affise and every programme: no credit after the lookback window',
	falsePositiveNote:
		'Credits of another platform may follow a longer window: set the same one in the programme.',
	affiliateText: "The click behind this order is older than the programme's window.",
	action: 'hold',
	weight: 0.6,
	isHard: false,
	defaultMode: 'on',
	// F3 asks for a review when the click is missing; twice would not make it clearer.
	onUnknown: 'allow',
	requires: ['click', 'affiliate'],
	parameterSchema: noParametersSchema,
	defaultParameters: {},
	parameterFields: [],
	evaluate({ credits, order, attribution }) {
		if (attribution.decidedBy !== null) {
			return { status: 'clear', evidence: {}, reason: 'A person decided who gets the credit' };
		}
		return observeCreditedClicks(
			credits,
			({ occurredAt }, { affiliate }) => {
				const own = affiliate.status === 'found' ? affiliate.value.lookbackDays : null;
				const days = Math.max(attribution.lookbackDays, own ?? 0);
				if (occurredAt >= addDays(order.createdAt, -days)) return null;
				const evidence = { clickedAt: occurredAt, windowDays: String(days) };
				const isWindowKnown = affiliate.status === 'found';
				return isWindowKnown
					? { evidence, reason: `The credited click is older than ${days} days` }
					: { status: 'unknown', evidence, reason: "The affiliate's own window is not known" };
			},
			'The credited click is within the window',
		);
	},
});
