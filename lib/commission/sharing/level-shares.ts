import {
	applyRate,
	formatMoney,
	rateFromPercent,
	type Money,
	type RoundingMode,
} from '../../kernel';
import type { PricedAffiliate } from '../../model/commission';
import type { PlanLevels } from '../../model/plan/sharing';
import type { TraceStep } from '../../model/trace';
import { walkLevels } from './walk-levels';

/** Who earned on the order; amount and base in the same currency. */
export interface LevelEarner {
	readonly affiliateId: string;
	readonly amount: Money;
	readonly base: Money;
}

export interface LevelShare {
	readonly affiliate: PricedAffiliate;
	/** 1 for who recruited the earner. */
	readonly level: number;
	readonly percent: string;
	readonly amount: Money;
	readonly sentence: string;
}

/**
 * What those above the earner get on its order (C14): one percent per level, of the base or of the
 * earner's own commission, each rounded once. Nobody is paid twice, the earner never; a circle of
 * recruiters ends where it closes.
 */
export function levelShares(
	levels: PlanLevels,
	earner: LevelEarner,
	affiliates: readonly PricedAffiliate[],
	rounding: RoundingMode,
): LevelShare[] {
	const basis = levels.basis === 'base' ? earner.base : earner.amount;
	const code = codeOf(earner.affiliateId, affiliates);
	const basisWords =
		levels.basis === 'base' ? `the base of ${code}'s order` : `the commission of ${code}`;
	return walkLevels(levels, earner.affiliateId, affiliates).flatMap((step) => {
		if (step.isSkipped) return [];
		const { affiliate, level, percent } = step;
		const amount = applyRate(basis, rateFromPercent(percent), rounding);
		const sentence =
			`Level ${level} above ${code}: ${percent} % of ${formatMoney(basis)}, ${basisWords}, ` +
			`= ${formatMoney(amount)}`;
		return [{ affiliate, level, percent, amount, sentence }];
	});
}

/** Why a level of the plan is paid to nobody, or passed on to the next one above (C14). */
export function levelTrace(
	levels: PlanLevels,
	earnerId: string,
	affiliates: readonly PricedAffiliate[],
): TraceStep[] {
	return walkLevels(levels, earnerId, affiliates).flatMap((step) =>
		step.isSkipped ? [{ rule: 'levels', text: step.reason }] : [],
	);
}

function codeOf(affiliateId: string, affiliates: readonly PricedAffiliate[]): string {
	return affiliates.find((entry) => entry.affiliateId === affiliateId)?.code ?? affiliateId;
}
