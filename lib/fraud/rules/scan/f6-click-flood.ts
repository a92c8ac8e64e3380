import { z } from 'zod/v4';
import { binomialLowerTail, wilsonInterval } from '../../../statistics';
import { defineFraudRule, type Observation } from '../../define-fraud-rule';
import { percentText } from './measure/percent-text';
import { SIGNIFICANCE } from './measure/significance';
import { windowTotals, type DayTotals } from './measure/window-totals';

const parameterSchema = z.object({
	minimumClicks: z.int().min(100),
	maximumRatePercent: z.number().min(0).max(100),
	windowDays: z.int().min(1).max(90),
});

/**
 * Many clicks and next to no orders: clicks made to claim later what would come anyway. All orders
 * count, also those by coupon, and chance must be ruled out at the rate the others surely reach (F6).
 */
export const clickFlood = defineFraudRule({
	id: 'F6',
	stage: 'affiliate',
	version: 1,
	title: 'Click Flood',
	description: 'Many clicks of an affiliate and next to no orders',
	anchor: 'AffiliateWP reports affiliates with a low conversion rate',
	falsePositiveNote: 'Campaigns that only make a brand known bring clicks without orders.',
	affiliateText: 'Your traffic brings unusually few orders and is checked by a person.',
	action: 'flag',
	weight: 0.35,
	isHard: false,
	defaultMode: 'on',
	// Most affiliates have few clicks; that alone is no ground for a review.
	onUnknown: 'allow',
	requires: [],
	parameterSchema,
	defaultParameters: { minimumClicks: 500, maximumRatePercent: 0.05, windowDays: 30 },
	parameterFields: [
		{
			name: 'minimumClicks',
			title: 'Minimum Clicks',
			description: 'Counted clicks from which on the rule looks',
			type: 'number',
		},
		{
			name: 'maximumRatePercent',
			title: 'Maximum Conversion Rate (%)',
			description: 'Orders per hundred clicks below which it is a flood',
			type: 'number',
		},
		{
			name: 'windowDays',
			title: 'Window (Days)',
			description: 'How many days back clicks and orders count',
			type: 'number',
		},
	],
	evaluate(facts, { minimumClicks, maximumRatePercent, windowDays }) {
		const { own, rest } = windowTotals(facts, windowDays);
		const evidence = {
			affiliate: facts.affiliate.code,
			days: String(windowDays),
			clicks: String(own.clicks),
			orders: String(own.orders),
		};
		if (own.clicks < minimumClicks) {
			const reason = `Fewer than ${minimumClicks} clicks: too few to judge`;
			return { status: 'unknown', evidence, reason };
		}
		if (own.orders / own.clicks >= maximumRatePercent / 100) {
			return { status: 'clear', evidence, reason: 'Clicks bring orders' };
		}
		return compared(own, rest, minimumClicks, evidence);
	},
});

function compared(
	own: DayTotals,
	rest: DayTotals,
	minimumClicks: number,
	evidence: Readonly<Record<string, string>>,
): Observation {
	const restOrders = Math.min(rest.orders, rest.clicks);
	if (rest.clicks < minimumClicks || restOrders === 0) {
		const reason = "The conversion rate of the programme's other affiliates is not known yet";
		return { status: 'unknown', evidence, reason };
	}
	const usual = wilsonInterval(restOrders, rest.clicks).low;
	const chance = binomialLowerTail(own.orders, own.clicks, usual);
	const seen = { ...evidence, programmeRate: percentText(restOrders / rest.clicks) };
	if (chance >= SIGNIFICANCE) {
		const reason = 'So few orders are not unusual in this programme';
		return { status: 'clear', evidence: seen, reason };
	}
	const reason = `${own.clicks} clicks brought ${own.orders} orders`;
	return { status: 'hit', evidence: seen, reason };
}
