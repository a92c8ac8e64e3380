import { z } from 'zod/v4';
import type { Affiliate } from '../../../model/affiliate';
import { wilsonInterval } from '../../../statistics';
import { defineFraudRule } from '../../define-fraud-rule';
import { percentText } from './measure/percent-text';
import { windowTotals, type DayTotals } from './measure/window-totals';

const parameterSchema = z.object({
	minimumOrders: z.int().min(5),
	minimumClicks: z.int().min(10),
	programmeMultiple: z.number().min(1).max(100),
	maximumRatePercent: z.number().min(1).max(100),
	windowDays: z.int().min(1).max(90),
});

/** Their visitors decided before they clicked, so that a high rate is what they are for. */
const CONVERTING_PARTNERS: ReadonlySet<Affiliate['partnerType']> = new Set([
	'email',
	'coupon',
	'cashback',
]);
const CONVERTING_PARTNER_WEIGHT = 0.1;

/**
 * More clicks become orders than can be: what the rate surely reaches (lower Wilson bound) is above
 * a multiple of what the others at most reach, or above any believable rate. Orders by coupon alone
 * are left out: no click stands behind them (F7).
 */
export const conversionRate = defineFraudRule({
	id: 'F7',
	stage: 'affiliate',
	version: 1,
	title: 'High Conversion Rate',
	description: 'Far more clicks of an affiliate become orders than those of the others',
	anchor: 'AffiliatePress looks from ten orders on; AffiliateWP reports high rates',
	falsePositiveNote:
		'Newsletters, coupon and cashback partners convert well: with that partner type it weighs less.',
	affiliateText: 'Your orders per click are unusual and are checked by a person.',
	action: 'flag',
	weight: 0.4,
	isHard: false,
	defaultMode: 'on',
	onUnknown: 'allow',
	requires: [],
	parameterSchema,
	defaultParameters: {
		minimumOrders: 10,
		minimumClicks: 50,
		programmeMultiple: 3,
		maximumRatePercent: 20,
		windowDays: 30,
	},
	parameterFields: [
		{
			name: 'minimumOrders',
			title: 'Minimum Orders',
			description: 'Orders by click from which on the rule looks',
			type: 'number',
		},
		{
			name: 'minimumClicks',
			title: 'Minimum Clicks',
			description: 'Counted clicks from which on the rule looks',
			type: 'number',
		},
		{
			name: 'programmeMultiple',
			title: 'Multiple of the Programme',
			description: 'How many times the rate of the others is too much',
			type: 'number',
		},
		{
			name: 'maximumRatePercent',
			title: 'Maximum Conversion Rate (%)',
			description: 'Orders per hundred clicks that are too many in any programme',
			type: 'number',
		},
		{
			name: 'windowDays',
			title: 'Window (Days)',
			description: 'How many days back clicks and orders count',
			type: 'number',
		},
	],
	evaluate(facts, limits) {
		const { own, rest } = windowTotals(facts, limits.windowDays);
		const evidence = {
			affiliate: facts.affiliate.code,
			days: String(limits.windowDays),
			clicks: String(own.clicks),
			orders: String(own.conversions),
		};
		if (own.conversions < limits.minimumOrders || own.clicks < limits.minimumClicks) {
			const reason = `Fewer than ${limits.minimumOrders} orders or ${limits.minimumClicks} clicks`;
			return { status: 'unknown', evidence, reason: `${reason}: too few to judge` };
		}
		const { low } = wilsonInterval(own.conversions, own.clicks);
		const usual = rateOfOthers(rest, limits.minimumClicks);
		const isBeyondBelief = low > limits.maximumRatePercent / 100;
		if (!isBeyondBelief && usual === null) {
			const reason = "The conversion rate of the programme's other affiliates is not known yet";
			return { status: 'unknown', evidence, reason };
		}
		if (!isBeyondBelief && low <= limits.programmeMultiple * (usual ?? 0)) {
			return { status: 'clear', evidence, reason: 'The conversion rate is believable' };
		}
		return {
			status: 'hit',
			evidence: {
				...evidence,
				rateAtLeast: percentText(low),
				...(usual === null ? {} : { othersAtMost: percentText(usual) }),
			},
			reason: `At least ${percentText(low)} of the clicks become orders`,
			...(CONVERTING_PARTNERS.has(facts.affiliate.partnerType)
				? { weight: CONVERTING_PARTNER_WEIGHT }
				: {}),
		};
	},
});

function rateOfOthers(rest: DayTotals, minimumClicks: number): number | null {
	return rest.clicks < minimumClicks ? null : wilsonInterval(rest.conversions, rest.clicks).high;
}
