import type { Instant } from '../kernel';
import type { Plan, PlanRate } from '../model/plan';
import type { TraceStep } from '../model/trace';

export interface ChosenRate {
	readonly rate: PlanRate;
	readonly trace: TraceStep;
}

/**
 * Precedence (C5, first cut): a rate of the affiliate that is in effect when the order was made
 * goes before the plan's own; of several, the one that took effect last. The losing rule is named.
 */
export function chooseRate(plan: Plan, affiliateId: string, orderedAt: Instant): ChosenRate {
	const own = plan.affiliateRates
		.filter((entry) => entry.affiliateId === affiliateId)
		.filter(({ effectiveFrom }) => effectiveFrom === null || effectiveFrom <= orderedAt)
		.filter(({ effectiveTo }) => effectiveTo === null || orderedAt < effectiveTo)
		.sort((a, b) => ((a.effectiveFrom ?? '') < (b.effectiveFrom ?? '') ? 1 : -1))[0];
	if (own === undefined) {
		return {
			rate: plan.rate,
			trace: { rule: 'rate', text: `The rate of plan ‘${plan.name}’ v${plan.version} applies.` },
		};
	}
	return {
		rate: own.rate,
		trace: {
			rule: 'rate',
			text:
				`The affiliate's own rate goes before the rate of plan ‘${plan.name}’ v${plan.version}` +
				`${own.effectiveFrom === null ? '' : `; in effect since ${own.effectiveFrom.slice(0, 10)}`}.`,
		},
	};
}
