import { defineFraudRule } from '../../define-fraud-rule';
import { observeCreditedClicks } from '../../observe-credited-clicks';
import { noParametersSchema } from '../../no-parameters';

/**
 * The credited click repeats an earlier one of the same visitor on the same link. It was already
 * left out of the click count; for the order it is hardly a sign, people click twice.
 */
export const repeatClick = defineFraudRule({
	id: 'F1',
	stage: 'order',
	version: 1,
	title: 'Repeat Click',
	description: 'The credited click repeats an earlier click of the same visitor on the same link',
	anchor: 'Post Affiliate Pro and Dub leave repeats within an hour out of the count',
	falsePositiveNote: 'People click twice; the weight is too low to decide anything by itself.',
	affiliateText: 'A repeated click counts once.',
	action: 'drop',
	weight: 0.05,
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
				countReason === 'repeat'
					? {
							evidence: {},
							reason: 'The credited click repeats an earlier one of the same visitor',
						}
					: null,
			'The credited click is no repeat',
		),
});
