import { z } from 'zod/v4';
import { benfordDeviation, wilsonInterval } from '../../../statistics';
import { defineFraudRule } from '../../define-fraud-rule';
import { gapEntropy } from './measure/clock-regularity';
import { percentText } from './measure/percent-text';
import { SIGNIFICANCE } from './measure/significance';

const parameterSchema = z.object({
	minimumOrders: z.int().min(100),
	maximumGapEntropy: z.number().min(0).max(0.4),
});

/** Nigrini (2012) calls a mean deviation above it no fit. */
const NO_FIT = 0.015;

/** Net amounts that end in three zeros, tax taken off, are rare. */
const ROUND = 1000;
const ROUND_SHARE = 0.3;

/**
 * Made-up orders have odd amounts and times: first digits that do not follow Benford, many round net
 * amounts, gaps like clockwork. Any shop with few prices breaks Benford as well, so this is shown
 * beside other findings and never counts by itself (F33).
 */
export const orderShape = defineFraudRule({
	id: 'F33',
	stage: 'affiliate',
	version: 1,
	title: 'Odd Amounts and Times',
	description: 'Amounts or times of orders look made up',
	anchor: 'Auditors compare first digits with Benford (Nigrini 2012)',
	falsePositiveNote: 'Shops with few or round prices always look like this: for information only.',
	affiliateText: 'The pattern of your orders is unusual.',
	action: 'flag',
	weight: 0.05,
	isHard: false,
	// Information only: a merchant who knows the shop's prices may switch it on.
	defaultMode: 'monitor',
	onUnknown: 'allow',
	requires: [],
	parameterSchema,
	defaultParameters: { minimumOrders: 100, maximumGapEntropy: 0.25 },
	parameterFields: [
		{
			name: 'minimumOrders',
			title: 'Minimum Orders',
			description: 'Orders from which on the rule looks',
			type: 'number',
		},
		{
			name: 'maximumGapEntropy',
			title: 'Regularity',
			description: 'Evenness of the gaps between orders, 0 to 1, below which a clock makes them',
			type: 'number',
		},
	],
	evaluate({ affiliate, orders }, { minimumOrders, maximumGapEntropy }) {
		const amounts = orders.map(({ netMinor }) => netMinor).filter((amount) => amount > 0);
		const evidence = { affiliate: affiliate.code, orders: String(amounts.length) };
		if (amounts.length < minimumOrders) {
			const reason = `Fewer than ${minimumOrders} orders with a value: too few to judge`;
			return { status: 'unknown', evidence, reason };
		}
		const digits = benfordDeviation(firstDigits(amounts));
		const round = amounts.filter((amount) => amount % ROUND === 0).length;
		const moments = orders.map(({ orderedAt }) => orderedAt);
		const entropy = gapEntropy(moments, minimumOrders - 1);
		const signs = [
			...(digits.meanAbsoluteDeviation > NO_FIT && digits.pValue < SIGNIFICANCE
				? ['first digits do not follow Benford']
				: []),
			...(wilsonInterval(round, amounts.length).low > ROUND_SHARE
				? [`${percentText(round / amounts.length)} of the amounts are round`]
				: []),
			...(entropy !== null && entropy < maximumGapEntropy ? ['orders come like clockwork'] : []),
		];
		const seen = {
			...evidence,
			benfordDeviation: digits.meanAbsoluteDeviation.toFixed(4),
			round: percentText(round / amounts.length),
			...(entropy === null ? {} : { gapEvenness: entropy.toFixed(2) }),
		};
		if (signs.length === 0) {
			return { status: 'clear', evidence: seen, reason: 'Amounts and times look natural' };
		}
		return { status: 'hit', evidence: seen, reason: `Unusual orders: ${signs.join(', ')}` };
	},
});

function firstDigits(amounts: readonly number[]): number[] {
	const counts = Array.from({ length: 9 }, () => 0);
	for (const amount of amounts) {
		const digit = Number(amount.toExponential().charAt(0)) - 1;
		counts[digit] = (counts[digit] ?? 0) + 1;
	}
	return counts;
}
