import type { AttributionModel, Credit } from '../model/credit';
import type { TraceStep } from '../model/trace';
import { isEligible, type Assessment } from './assessment';
import { chooseCoupon } from './choose-coupon';
import { competingTouches, involvedTouches } from './competing-touches';
import type { CouponPolicyDefinition } from './coupon-policies';
import { creditFor, creditForCoupon, creditSteps, evidenceOf } from './credit-for';
import type { AttributionModelDefinition, ModelContext } from './models';
import { settleCredit } from './settle-credit';
import { shareByModel } from './share-by-model';

export interface CreditRules {
	readonly model: AttributionModelDefinition;
	readonly couponPolicy: CouponPolicyDefinition;
	readonly context: ModelContext;
}

export interface CreditDecision {
	readonly credits: readonly Credit[];
	/** What decided in place of the model; null where it decided itself, or nothing was left to it. */
	readonly fallbackModel: AttributionModel | null;
	readonly steps: readonly TraceStep[];
}

/**
 * Shares the credit among eligible touches. What is settled needs no weighing. Else recorded clicks
 * compete by the model (a bare code only where no click does, a referring site only where no code
 * does), then the first coupon that the policy finds valid overrules or backs them, and an earlier
 * order of the customer counts only when nothing else does.
 */
export function decideCredit(
	assessments: readonly Assessment[],
	{ model, couponPolicy, context }: CreditRules,
): CreditDecision {
	const settled = settleCredit(assessments);
	if (settled !== null) return decided([settled.credit], [settled.step]);
	const eligible = assessments.filter(isEligible);
	const hasUnknownClick = assessments.some(({ standing }) => standing === 'unknown_click');
	const involved = involvedTouches(assessments);
	const clicks = competingTouches(assessments).map(({ touch }) => touch);
	const { winners, fallbackModel, steps } = shareByModel(clicks, model, context);
	const { coupon, steps: couponSteps } = chooseCoupon(
		eligible.filter(({ source }) => source === 'coupon').map(({ touch }) => touch),
		involved.map(({ touch }) => touch),
		winners.map(({ touch }) => touch),
		couponPolicy,
	);
	if (coupon !== null && couponPolicy.takesAll) {
		return decided([creditForCoupon(coupon, involved, winners, hasUnknownClick)], couponSteps);
	}
	if (winners.length > 0) {
		const credits = winners.map(({ touch, weight }) =>
			touch.affiliateId === coupon?.affiliateId
				? { ...creditForCoupon(coupon, involved, winners, hasUnknownClick), weight }
				: creditFor(touch, weight, evidenceOf(touch, involved), hasUnknownClick),
		);
		return decided(credits, [...couponSteps, ...steps], fallbackModel);
	}
	const customer = eligible.find(({ source }) => source === 'customer');
	if (customer === undefined) return { credits: [], fallbackModel: null, steps: couponSteps };
	return decided([creditFor(customer.touch, 1, 'customer', hasUnknownClick)], couponSteps);
}

function decided(
	credits: readonly Credit[],
	steps: readonly TraceStep[],
	fallbackModel: AttributionModel | null = null,
): CreditDecision {
	return { credits, fallbackModel, steps: [...steps, ...creditSteps(credits)] };
}
