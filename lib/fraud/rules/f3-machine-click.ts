import type { Click } from '../../model/click';
import { defineFraudRule } from '../define-fraud-rule';
import { observeCreditedClicks } from '../observe-credited-clicks';
import { noParametersSchema } from '../schema';

const MACHINES: Readonly<Partial<Record<Click['category'], string>>> = {
	bot: 'a program',
	head: 'a check of the link',
	no_user_agent: 'a program that gave no name',
};

/**
 * The credited click was made by a machine. Attribution leaves such clicks aside, so this guards
 * credits that came another way. Link previews are no fraud: it asks for a look, not for a ban.
 * A page loaded ahead is not a machine's click once its id has reached an order: the visitor
 * opened that page.
 */
export const machineClick = defineFraudRule({
	id: 'F3',
	version: 1,
	title: 'Click by a Machine',
	description: 'The credited click was made by a bot or a link check',
	anchor: 'MRC general invalid traffic; Dub and Post Affiliate Pro drop bots',
	falsePositiveNote:
		'Browsers inside apps send odd names, and link previews are no fraud: look at the order.',
	affiliateText: 'The click behind this order needs a check by a person.',
	action: 'drop',
	weight: 0.6,
	isHard: false,
	defaultMode: 'on',
	onUnknown: 'flag',
	requires: ['click'],
	parameterSchema: noParametersSchema,
	defaultParameters: {},
	parameterFields: [],
	evaluate: ({ credits }) =>
		observeCreditedClicks(
			credits,
			({ category }) => {
				const machine = MACHINES[category];
				if (machine === undefined) return null;
				return { evidence: { category }, reason: `The credited click was made by ${machine}` };
			},
			'The credited click was made by a person',
		),
});
