import { z } from 'zod/v4';
import { wilsonInterval } from '../../../statistics';
import { defineFraudRule, type Observation } from '../../define-fraud-rule';
import type { ScannedOrder } from '../../facts/affiliate-facts';
import { percentText } from './measure/percent-text';
import { windowTotals, type DayTotals } from './measure/window-totals';

const parameterSchema = z.object({
	minimumDisputes: z.int().min(2),
	minimumRatePercent: z.number().min(0.1).max(100),
	failedPayments: z.int().min(2),
	testedOrders: z.int().min(3),
});

type Limits = z.output<typeof parameterSchema>;

const WINDOW_DAYS = 90;

/** Part of the others' average order below which an order is small. */
const SMALL_SHARE = 0.25;

/** Orders of the others from which on their average is known. */
const KNOWN_FROM = 10;

/** While the share of disputes may still be chance. */
const UNCERTAIN_WEIGHT = 0.35;

/**
 * Disputed payments of the affiliate's customers pass the limit of the card schemes, or stolen cards
 * are tried out: small orders after many failed payments (F19).
 */
export const disputes = defineFraudRule({
	id: 'F19',
	stage: 'affiliate',
	version: 1,
	title: 'Disputes and Card Testing',
	description: 'Many disputed orders, or small orders after many failed payments',
	anchor: 'Card schemes act from one per cent of disputed payments on; Awin holds',
	falsePositiveNote: 'A lost dispute may be the fault of the shop: read what customers say.',
	affiliateText: 'Payments of your customers were disputed; your orders are checked by a person.',
	action: 'hold',
	weight: 0.6,
	isHard: false,
	defaultMode: 'on',
	// Not every store tells of failed payments, and only its merchant can change that.
	onUnknown: 'allow',
	requires: [],
	parameterSchema,
	defaultParameters: {
		minimumDisputes: 2,
		minimumRatePercent: 1,
		failedPayments: 3,
		testedOrders: 5,
	},
	parameterFields: [
		{
			name: 'minimumDisputes',
			title: 'Minimum Disputes',
			description: 'Disputed orders from which on the rule looks',
			type: 'number',
		},
		{
			name: 'minimumRatePercent',
			title: 'Dispute Rate (%)',
			description: 'Disputed orders per hundred from which on it is too many',
			type: 'number',
		},
		{
			name: 'failedPayments',
			title: 'Failed Payments',
			description: 'Failed payments before one small order that make it a tested card',
			type: 'number',
		},
		{
			name: 'testedOrders',
			title: 'Tested Orders',
			description: 'How many such orders are too many',
			type: 'number',
		},
	],
	evaluate(facts, limits) {
		const { own, rest } = windowTotals(facts, WINDOW_DAYS);
		const affiliate = facts.affiliate.code;
		if (own.orders === 0 && facts.orders.length === 0) {
			return { status: 'clear', evidence: { affiliate }, reason: 'There are no orders' };
		}
		const disputed = disputeHit(own, limits, affiliate);
		const tested = cardTesting(facts.orders, rest, limits, affiliate);
		if (disputed === null) return tested;
		if (tested.status !== 'hit') return disputed;
		return {
			status: 'hit',
			evidence: { ...disputed.evidence, ...tested.evidence },
			reason: `${disputed.reason}; ${tested.reason}`,
		};
	},
});

function disputeHit(own: DayTotals, limits: Limits, affiliate: string): Observation | null {
	const limit = limits.minimumRatePercent / 100;
	const { disputedOrders, orders } = own;
	if (disputedOrders < limits.minimumDisputes || disputedOrders / orders < limit) return null;
	const isCertain = wilsonInterval(disputedOrders, orders).low >= limit;
	return {
		status: 'hit',
		evidence: { affiliate, orders: String(orders), disputed: String(disputedOrders) },
		reason: `${percentText(disputedOrders / orders)} of the orders were disputed`,
		...(isCertain ? {} : { weight: UNCERTAIN_WEIGHT }),
	};
}

function cardTesting(
	orders: readonly ScannedOrder[],
	rest: DayTotals,
	{ failedPayments, testedOrders }: Limits,
	affiliate: string,
): Observation {
	const evidence = { affiliate };
	if (orders.length < testedOrders) {
		return { status: 'clear', evidence, reason: 'Few disputes and few orders' };
	}
	const failed = orders.filter((order) => (order.failedPayments ?? 0) >= failedPayments);
	const untold = orders.filter((order) => order.failedPayments === null).length;
	if (failed.length + untold < testedOrders) {
		return { status: 'clear', evidence, reason: 'Few disputes and few failed payments' };
	}
	if (rest.orders < KNOWN_FROM) {
		const reason = 'The other affiliates have too few orders to say which order is small';
		return { status: 'unknown', evidence, reason };
	}
	const small = SMALL_SHARE * (rest.orderValue / rest.orders);
	const tested = failed.filter(({ netMinor }) => netMinor < small).length;
	if (tested >= testedOrders) {
		return {
			status: 'hit',
			evidence: { affiliate, testedOrders: String(tested) },
			reason: `${tested} small orders came after at least ${failedPayments} failed payments each`,
		};
	}
	return untold >= testedOrders
		? { status: 'unknown', evidence, reason: 'The store does not tell of failed payments' }
		: { status: 'clear', evidence, reason: 'Few disputes and no sign of tested cards' };
}
