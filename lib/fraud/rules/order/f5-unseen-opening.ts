import { z } from 'zod/v4';
import { wilsonInterval } from '../../../statistics';
import { defineFraudRule } from '../../define-fraud-rule';
import { observeCreditedClicks } from '../../observe-credited-clicks';
import { percentText } from '../scan/measure/percent-text';
import { windowTotals } from '../scan/measure/window-totals';

const parameterSchema = z.object({
	widgetAffiliates: z.array(z.string()).max(5_000),
	minimumOpenings: z.int().min(20),
});

/** Redirects and some apps open pages without a tap as well. */
const NO_ACTIVATION_WEIGHT = 0.15;

/** As many of all openings, surely (lower Wilson bound), must be unseen before the scan speaks. */
const MOST_OF_THEM = 0.5;
const WINDOW_DAYS = 30;

/**
 * The link was opened inside a frame, an image or a script, or as a page that nobody's tap opened:
 * so cookies are stuffed. Browsers that tell nothing of it leave it unknown. Browsers keep few of
 * these cookies, so the nightly scan looks at the openings whether an order followed or not (F5).
 */
export const unseenOpening = defineFraudRule({
	id: 'F5',
	stage: 'order',
	version: 1,
	title: 'Unseen Opening',
	description: 'The credited link was opened in a frame, an image or without an action of a person',
	anchor: 'Post Affiliate Pro looks for links in frames',
	falsePositiveNote: 'Widgets of partners stand in frames: name these partners.',
	affiliateText: 'The way the link was opened needs a check by a person.',
	action: 'flag',
	weight: 0.4,
	isHard: false,
	defaultMode: 'on',
	onUnknown: 'allow',
	requires: ['click'],
	parameterSchema,
	defaultParameters: { widgetAffiliates: [], minimumOpenings: 50 },
	parameterFields: [
		{
			name: 'widgetAffiliates',
			title: 'Affiliates with Widgets',
			description: 'Codes of affiliates whose links stand in frames by agreement',
			type: 'list',
			placeholder: 'e.g. anna, price-check',
		},
		{
			name: 'minimumOpenings',
			title: 'Minimum Openings',
			description: 'Openings in 30 days from which on the nightly scan looks',
			type: 'number',
		},
	],
	evaluate({ credits }, { widgetAffiliates }) {
		return observeCreditedClicks(
			credits,
			({ opening }, { credit }) => {
				const evidence = { opening };
				switch (opening) {
					case 'page':
						return null;
					case 'embedded':
						if (hasWidget(credit.affiliateCode, widgetAffiliates)) return null;
						return { evidence, reason: 'The link was opened in a frame, an image or a script' };
					case 'no_activation':
						return {
							evidence,
							reason: 'The link opened as a page, but not by an action of a person',
							weight: NO_ACTIVATION_WEIGHT,
						};
					case 'unknown':
						return {
							status: 'unknown',
							evidence,
							reason: 'The browser does not tell how it opened the link',
						};
				}
			},
			'The link was opened as it should be',
		);
	},
	nightly: {
		description: 'Most links of the affiliate are opened in a frame, an image or a script',
		affiliateText: 'Your links are mostly opened without anybody seeing them.',
		action: 'flag',
		weight: 0.4,
		evaluate(facts, { widgetAffiliates, minimumOpenings }) {
			const { code } = facts.affiliate;
			const { clicks, unseenOpenings } = windowTotals(facts, WINDOW_DAYS).own;
			const openings = clicks + unseenOpenings;
			const evidence = {
				affiliate: code,
				days: String(WINDOW_DAYS),
				openings: String(openings),
				unseen: String(unseenOpenings),
			};
			if (hasWidget(code, widgetAffiliates)) {
				return { status: 'clear', evidence, reason: 'Links may stand in frames, by agreement' };
			}
			if (openings < minimumOpenings) {
				const reason = `Fewer than ${minimumOpenings} openings: too few to judge`;
				return { status: 'unknown', evidence, reason };
			}
			const { low } = wilsonInterval(unseenOpenings, openings);
			if (low <= MOST_OF_THEM) {
				return { status: 'clear', evidence, reason: 'Most links are opened as pages' };
			}
			const reason = `At least ${percentText(low)} of the openings were in frames, images or scripts`;
			return { status: 'hit', evidence, reason };
		},
	},
});

function hasWidget(code: string, widgetAffiliates: readonly string[]): boolean {
	return widgetAffiliates.some((each) => each.trim().toLowerCase() === code.toLowerCase());
}
