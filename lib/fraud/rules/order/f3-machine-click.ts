import type { Click } from '../../../model/click';
import { defineFraudRule } from '../../define-fraud-rule';
import { noParametersSchema } from '../../no-parameters';
import { observeCreditedClicks } from '../../observe-credited-clicks';

const MACHINES: Readonly<Partial<Record<Click['category'], string>>> = {
	bot: 'a program',
	head: 'a check of the link',
	no_user_agent: 'a program that gave no name',
};

/** Companies send their people's traffic through data centres: a flag, not a hold. */
const DATACENTRE_WEIGHT = 0.3;

/**
 * The credited click was made by a machine, or from a data centre, where machines are. Attribution
 * leaves the former aside, so this guards credits that came another way. Link previews are no fraud:
 * it asks for a look, not for a ban. A page loaded ahead is not a machine's click once its id has
 * reached an order: the visitor opened that page.
 */
export const machineClick = defineFraudRule({
	id: 'F3',
	stage: 'order',
	version: 2,
	title: 'Click by a Machine',
	description: 'The credited click was made by a bot, a link check or from a data centre',
	anchor: 'MRC general invalid traffic; Dub and Post Affiliate Pro drop bots',
	falsePositiveNote:
		'Browsers inside apps send odd names, companies browse through data centres, and link previews are no fraud: look at the order.',
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
			({ category, countReason, networkKinds }) => {
				const machine = MACHINES[category];
				if (machine !== undefined) {
					return { evidence: { category }, reason: `The credited click was made by ${machine}` };
				}
				if (countReason !== 'datacentre' && !networkKinds.includes('datacentre')) return null;
				return {
					evidence: { network: 'datacentre' },
					reason: 'The credited click came from a data centre',
					weight: DATACENTRE_WEIGHT,
				};
			},
			'The credited click was made by a person',
		),
});
