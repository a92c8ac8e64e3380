import { allocateMoney, isZeroMoney, proportionsOf, type ExactMoney, type Money } from '../kernel';
import type { CommissionKind, CommissionLine } from '../model/commission';
import type { Credit } from '../model/credit';
import type { CommissionBase } from './commission-base';
import type { CommissionFacts } from './commission-facts';
import { creditSentence, wordsOf } from './credit-sentence';
import type { Earning } from './earning';
import type { PricingTerms } from './pricing-terms';

/** What a credit gets of the whole order's earning. */
export interface CreditShare {
	readonly amount: Money;
	readonly orderAmount: Money;
	readonly weight: number;
}

/** One credit's commission with everything needed to compute it again (C23). */
export function creditLine(
	credit: Credit,
	earning: Earning,
	{ amount, orderAmount, weight }: CreditShare,
	{ facts, plan, base, lockedRate, weights }: PricingTerms,
): CommissionLine {
	const weightTotal = weights.reduce((sum, entry) => sum + entry, 0);
	return {
		affiliateId: credit.affiliateId,
		affiliateCode: credit.affiliateCode,
		kind: kindOf(facts),
		level: 0,
		sourceAffiliateId: null,
		amount,
		uncappedAmount: null,
		countsTowardsTier: earning.applied.some(({ candidate }) => candidate.rate.type === 'tiered'),
		orderAmount,
		base: base.total,
		weight,
		weightTotal,
		rate: [...new Set(earning.applied.map(wordsOf))].join(' + ') || '0 %',
		ruleIds: earning.applied.flatMap(({ candidate }) => candidate.ruleId ?? []),
		parts: partsOf(amount, base, earning.byLine),
		lockedRate,
		sentence: creditSentence(
			{ earning, orderAmount, amount, weight, weightTotal },
			{ base, plan, lockedRate },
		),
	};
}

function kindOf({ order, context }: CommissionFacts): CommissionKind {
	if (order.action !== null) return 'action';
	const isLater = context.paymentNumber !== null && context.paymentNumber > 1;
	return order.subscription !== null && isLater ? 'recurring' : 'sale';
}

/**
 * An amount per line of the order, by largest remainder (C4). Lines that earned nothing stand for
 * nothing; where no line earned, all stand for the same. An action without lines has no parts.
 */
export function partsOf(
	amount: Money,
	{ counted }: CommissionBase,
	byLine: readonly ExactMoney[],
): CommissionLine['parts'] {
	const lineIds = counted.flatMap(({ lineId, line }) =>
		lineId === 'action' && line === null ? [] : [lineId],
	);
	if (lineIds.length === 0 || isZeroMoney(amount)) return [];
	const weights = proportionsOf(byLine).map((weight) => (weight < 0n ? 0n : weight));
	const isAny = weights.some((weight) => weight > 0n);
	const amounts = allocateMoney(amount, isAny ? weights : weights.map(() => 1n));
	return lineIds.flatMap((lineId, index) => {
		const part = amounts[index];
		return part === undefined || isZeroMoney(part) ? [] : [{ lineId, amount: part }];
	});
}
