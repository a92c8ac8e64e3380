import { defineFraudRule } from '../../define-fraud-rule';
import { noParametersSchema } from '../../no-parameters';
import { observeCreditedClicks } from '../../observe-credited-clicks';

/**
 * The credited click came in a burst: more clicks of one address within a minute than a person
 * makes. The click trigger counts and marks them by its own limits (20 in 60 s unless set).
 */
export const clickBurst = defineFraudRule({
	id: 'F2',
	stage: 'order',
	version: 1,
	title: 'Click Burst',
	description: 'The credited click is one of very many of the same address at that moment',
	anchor: 'Affise limits clicks per address and minute',
	falsePositiveNote:
		'Mobile carriers put many phones behind one address: raise the limits of the click trigger.',
	affiliateText: 'The click behind this order needs a check by a person.',
	action: 'drop',
	weight: 0.3,
	isHard: false,
	defaultMode: 'on',
	// F3 asks for a review when the click is missing; twice would not make it clearer.
	onUnknown: 'allow',
	requires: ['click'],
	parameterSchema: noParametersSchema,
	defaultParameters: {},
	parameterFields: [],
	evaluate: ({ credits }) =>
		observeCreditedClicks(
			credits,
			({ countReason }) =>
				countReason === 'burst'
					? { evidence: {}, reason: 'The credited click is part of a burst from one address' }
					: null,
			'The credited click is no part of a burst',
		),
});
