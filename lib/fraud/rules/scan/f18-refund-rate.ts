import { z } from 'zod/v4';
import { binomialUpperTail, wilsonInterval } from '../../../statistics';
import { defineFraudRule } from '../../define-fraud-rule';
import type { ScannedOrder } from '../../facts/affiliate-facts';
import { percentText } from './measure/percent-text';
import { SIGNIFICANCE } from './measure/significance';
import { windowTotals, type DayTotals } from './measure/window-totals';

const parameterSchema = z.object({
	minimumCustomers: z.int().min(3),
	minimumRatePercent: z.number().min(1).max(100),
});

const WINDOW_DAYS = 90;

/** Orders of the others from which on their refund rate is known. */
const KNOWN_FROM = 30;

/** Some refunds are expected everywhere, so that a first one is no wonder. */
const LEAST_REFUND_RATE = 0.02;

/**
 * Customers of the affiliate send back, or never meant to keep, what they order: the refund rate
 * passes a limit, and at that of the others so many refunds would not be chance. Where the others are
 * too few, the limit itself must surely be passed (F18).
 */
export const refundRate = defineFraudRule({
	id: 'F18',
	stage: 'affiliate',
	version: 1,
	title: 'High Refund Rate',
	description: 'Many orders of an affiliate are refunded, more than those of the others',
	anchor: 'FirstPromoter: five customers and a quarter of them refunded',
	falsePositiveNote: 'Trials that end unpaid and try-on shops: raise the limit for them.',
	affiliateText: 'Many of your orders were refunded; new ones are checked by a person first.',
	action: 'hold',
	weight: 0.6,
	isHard: false,
	defaultMode: 'on',
	onUnknown: 'allow',
	requires: [],
	parameterSchema,
	defaultParameters: { minimumCustomers: 5, minimumRatePercent: 25 },
	parameterFields: [
		{
			name: 'minimumCustomers',
			title: 'Minimum Customers',
			description: 'Customers from which on the rule looks',
			type: 'number',
		},
		{
			name: 'minimumRatePercent',
			title: 'Refund Rate (%)',
			description: 'Refunded orders per hundred from which on it is too many',
			type: 'number',
		},
	],
	evaluate(facts, { minimumCustomers, minimumRatePercent }) {
		const { own, rest } = windowTotals(facts, WINDOW_DAYS);
		const customers = customersOf(facts.orders);
		const evidence = {
			affiliate: facts.affiliate.code,
			orders: String(own.orders),
			refunded: String(own.refundedOrders),
			customers: String(customers),
		};
		if (own.refundedOrders === 0) {
			return { status: 'clear', evidence, reason: 'No order was refunded' };
		}
		if (customers < minimumCustomers) {
			const reason = `Fewer than ${minimumCustomers} customers: too few to judge`;
			return { status: 'unknown', evidence, reason };
		}
		const limit = minimumRatePercent / 100;
		const rate = own.refundedOrders / own.orders;
		if (rate < limit) return { status: 'clear', evidence, reason: 'Few orders are refunded' };

		const usual = rest.orders < KNOWN_FROM ? null : rest.refundedOrders / rest.orders;
		const seen = usual === null ? evidence : { ...evidence, others: percentText(usual) };
		if (usual === null && wilsonInterval(own.refundedOrders, own.orders).low < limit) {
			const reason = 'Many refunds, but the other affiliates are too few to compare with';
			return { status: 'unknown', evidence: seen, reason };
		}
		if (usual !== null && isChance(own, Math.max(usual, LEAST_REFUND_RATE))) {
			const reason = 'Others have as many refunds, or it may be chance';
			return { status: 'clear', evidence: seen, reason };
		}
		const reason = `${percentText(rate)} of the orders were refunded`;
		return { status: 'hit', evidence: seen, reason };
	},
});

/** Whether as many refunds come by chance, now and then, at the rate of the others. */
function isChance({ refundedOrders, orders }: DayTotals, usual: number): boolean {
	return binomialUpperTail(refundedOrders, orders, Math.min(1, usual)) >= SIGNIFICANCE;
}

/** A guest without e-mail is a customer of one order. */
function customersOf(orders: readonly ScannedOrder[]): number {
	return new Set(orders.map((order) => order.customerKey ?? `guest ${order.conversionId}`)).size;
}
