import { z } from 'zod/v4';
import { addDays, compareMoney, formatMoney, sumMoney } from '../../../kernel';
import type { FraudFacts } from '../../../model/fraud-facts';
import { defineFraudRule, type Observation } from '../../define-fraud-rule';
import { observeCredits } from '../../observe-credits';

const parameterSchema = z.object({
	days: z.number().positive().max(365),
	minimumSample: z.int().min(10).max(100_000),
});

/**
 * An affiliate of a few days brings an order above nineteen in twenty of the programme's: a person
 * looks first. Compared is the net value of the goods, exactly.
 */
export const newAffiliate = defineFraudRule({
	id: 'F31',
	stage: 'order',
	version: 1,
	title: 'New Affiliate, High Value',
	description: "An affiliate's first days bring an order of unusually high value",
	anchor: "FirstPromoter: approval of new promoters' high payments",
	falsePositiveNote: 'Business partners start with large orders: put them on the allow list.',
	affiliateText: 'Large orders of new partners are checked by a person.',
	action: 'hold',
	weight: 0.6,
	isHard: false,
	defaultMode: 'on',
	onUnknown: 'allow',
	requires: ['affiliate', 'orderValues'],
	parameterSchema,
	defaultParameters: { days: 14, minimumSample: 20 },
	parameterFields: [
		{
			name: 'days',
			title: 'Days',
			description: 'How many days after joining an affiliate is new',
			type: 'number',
		},
		{
			name: 'minimumSample',
			title: 'Minimum Orders',
			description: 'From how many orders of the programme on the rule knows what is usual',
			type: 'number',
		},
	],
	evaluate: (facts, { days, minimumSample }) =>
		observeCredits(facts.credits, ({ credit, affiliate }) => {
			const evidence = { affiliate: credit.affiliateCode };
			if (affiliate.status !== 'found') {
				return { status: 'unknown', evidence, reason: 'The affiliate is not in the ledger' };
			}
			if (facts.order.createdAt >= addDays(affiliate.value.createdAt, days)) {
				const reason = `The affiliate joined more than ${days} days before`;
				return { status: 'clear', evidence, reason };
			}
			return valueObservation(facts, minimumSample, {
				...evidence,
				joinedAt: affiliate.value.createdAt,
			});
		}),
});

function valueObservation(
	{ order, valuePercentile95: usual, valueSample: sample }: FraudFacts,
	minimumSample: number,
	evidence: Readonly<Record<string, string>>,
): Observation {
	if (sample === null) {
		return { status: 'unknown', evidence, reason: 'Nobody looked what orders usually come to' };
	}
	const counted = { ...evidence, sample: String(sample) };
	if (sample < minimumSample) {
		const reason = `Fewer than ${minimumSample} orders: nobody knows yet what is unusual`;
		return { status: 'clear', evidence: counted, reason };
	}
	if (usual === null || usual.currency !== order.currency) {
		const reason = "What orders usually come to is not known in the order's currency";
		return { status: 'unknown', evidence: counted, reason };
	}
	const net = sumMoney(
		order.lines.map((line) => line.net),
		order.currency,
	);
	const shown = { ...counted, net: formatMoney(net), usualUpTo: formatMoney(usual) };
	return compareMoney(net, usual) > 0
		? { status: 'hit', evidence: shown, reason: 'A new affiliate brings an unusually large order' }
		: { status: 'clear', evidence: shown, reason: 'The order is not unusually large' };
}
