import { exactMoney, isZeroMoney } from '../kernel';
import type { CommissionLine } from '../model/commission';
import type { Plan } from '../model/plan';
import type { TraceStep } from '../model/trace';
import { partsOf } from './credit-line';
import { orderAmountOf } from './order-amount';
import type { PricedCredit, PricingTerms } from './pricing-terms';
import { levelShares, levelTrace, type LevelShare } from './sharing';

interface LevelLines {
	readonly lines: CommissionLine[];
	readonly trace: TraceStep[];
}

/** What those above a credited affiliate earn on its part of the order (C14). */
export function levelLines(
	{ line, standing, earning }: PricedCredit,
	terms: PricingTerms,
): LevelLines {
	const { plan, facts, base, lockedRate } = terms;
	const { levels } = plan;
	if (levels === null || line === null || isZeroMoney(line.amount)) return { lines: [], trace: [] };
	const { affiliates } = facts.context;
	const earner = {
		affiliateId: line.affiliateId,
		amount: line.amount,
		base: standing.creditedBase,
	};
	const basis =
		levels.basis === 'base' ? base.counted.map((entry) => exactMoney(entry.base)) : earning.byLine;
	const shares = levelShares(levels, earner, affiliates, plan.rounding);
	return {
		lines: shares
			.filter(({ amount }) => !isZeroMoney(amount))
			.map((share) => ({
				...line,
				affiliateId: share.affiliate.affiliateId,
				affiliateCode: share.affiliate.code,
				kind: 'level',
				level: share.level,
				sourceAffiliateId: line.affiliateId,
				amount: share.amount,
				orderAmount: orderAmountOf(share.amount, lockedRate, plan.rounding),
				rate: `${share.percent} %`,
				ruleIds: [],
				parts: partsOf(share.amount, base, basis),
				sentence: sentenceOf(share, plan),
			})),
		trace: levelTrace(levels, line.affiliateId, affiliates),
	};
}

function sentenceOf({ sentence }: LevelShare, plan: Plan): string {
	return `${sentence}, plan ‘${plan.name}’ v${plan.version}`;
}
