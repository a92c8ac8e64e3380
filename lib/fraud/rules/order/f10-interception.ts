import { z } from 'zod/v4';
import { defineFraudRule } from '../../define-fraud-rule';
import { windowTotals } from '../scan/measure/window-totals';

const parameterSchema = z.object({ minimumInterceptions: z.int().min(2) });

/** As far back as the store counts interceptions for the scan. */
const WINDOW_DAYS = 30;

/**
 * Somebody's first click came when the purchase was under way, and another partner had brought the
 * customer before. Attribution has given the credit to the earlier one already, so at the order this
 * informs and weighs nothing: the credited partner is the one who was harmed. The nightly scan counts
 * how often an affiliate does it: who is set aside more often than credited lives by it (F10).
 */
export const cartInterception = defineFraudRule({
	id: 'F10',
	stage: 'order',
	version: 1,
	title: 'Cart Interception',
	description: 'Another affiliate came in at the checkout and was set aside for the credited one',
	anchor: "Awin's terms name shopping cart interception",
	falsePositiveNote:
		'Cashback sites come in at the checkout by contract: allow it in their affiliate record.',
	affiliateText: 'Another partner came in at the checkout; your earlier visit kept the credit.',
	action: 'flag',
	weight: 0,
	isHard: false,
	defaultMode: 'on',
	onUnknown: 'allow',
	requires: [],
	parameterSchema,
	defaultParameters: { minimumInterceptions: 5 },
	parameterFields: [
		{
			name: 'minimumInterceptions',
			title: 'Minimum Interceptions',
			description: 'Times in 30 days from which on the nightly scan looks at who comes in late',
			type: 'number',
		},
	],
	evaluate({ attribution: { interceptions } }) {
		const latest = interceptions.at(-1);
		if (latest === undefined) {
			return { status: 'clear', evidence: {}, reason: 'Nobody came in at the checkout' };
		}
		const intercepting = [...new Set(interceptions.map((each) => each.affiliateCode))].join(', ');
		return {
			status: 'hit',
			evidence: {
				intercepting,
				secondsBeforeOrder: interceptions.map((each) => each.secondsBeforeOrder).join(', '),
				...(latest.clickId === null ? {} : { click: latest.clickId }),
			},
			reason: `${intercepting} came in at the checkout and was set aside for an earlier partner`,
		};
	},
	nightly: {
		description: 'Comes in at the checkout of other partners more often than it earns credit',
		affiliateText: 'Many of your visits begin at the checkout of customers whom others brought.',
		action: 'flag',
		weight: 0.4,
		evaluate(facts, { minimumInterceptions }) {
			const { affiliate, interceptions } = facts;
			const { orders } = windowTotals(facts, WINDOW_DAYS).own;
			const evidence = {
				affiliate: affiliate.code,
				days: String(WINDOW_DAYS),
				interceptions: String(interceptions),
				orders: String(orders),
			};
			if (affiliate.mayIntercept) {
				return { status: 'clear', evidence, reason: 'May come in at the checkout, by contract' };
			}
			if (interceptions < minimumInterceptions || interceptions <= orders) {
				return { status: 'clear', evidence, reason: 'Rarely comes in at the checkout of others' };
			}
			const reason = `Came in at the checkout of others ${interceptions} times, credited ${orders} times`;
			return { status: 'hit', evidence, reason };
		},
	},
});
