import type { Credit } from '../model/credit';
import type { Touch } from '../model/touch';
import type { TraceStep } from '../model/trace';
import { compareTouches, isEligible, type Assessment, type EligibleTouch } from './assessment';
import { confidenceOf, type Evidence } from './confidence';
import type { CouponPolicyDefinition } from './coupon-policies';
import type { AttributionModelDefinition, WeightedTouch } from './models';

export interface CreditRules {
	readonly model: AttributionModelDefinition;
	readonly couponPolicy: CouponPolicyDefinition;
}

export interface CreditDecision {
	readonly credits: readonly Credit[];
	readonly steps: readonly TraceStep[];
}

/**
 * Shares the credit among eligible touches: recorded clicks compete by the model (a bare code in
 * the landing page only where no click is), then the first coupon that the policy finds valid
 * overrules them, and an earlier order of the customer counts only when nothing else does.
 */
export function decideCredit(
	assessments: readonly Assessment[],
	{ model, couponPolicy }: CreditRules,
): CreditDecision {
	const eligible = assessments.filter(isEligible);
	const ofSource = (...sources: Array<Assessment['source']>) =>
		eligible.filter(({ source }) => sources.includes(source));
	const recorded = ofSource('cart_attribute', 'landing_page').sort(compareTouches);
	const clicks = recorded.length > 0 ? recorded : ofSource('landing_code');
	const hasUnknownClick = assessments.some(({ standing }) => standing === 'unknown_click');
	const winners = model.choose(clicks.map(({ touch }) => touch));
	const steps: TraceStep[] = [];

	const coupon = chooseCoupon(ofSource('coupon'), clicks, winners, couponPolicy, steps);
	if (coupon !== null) {
		const credit = creditForCoupon(coupon, clicks, winners, hasUnknownClick);
		return { credits: [credit], steps: [...steps, creditStep(credit)] };
	}
	if (winners.length > 0) {
		if (clicks.length > 1) {
			const text = `Of ${clicks.length} clicks in the window, ${model.sentence}.`;
			steps.push({ rule: 'model', text, inputs: { model: model.id } });
		}
		const credits = winners.map(({ touch, weight }) =>
			creditFor(touch, weight, sourceOf(touch, clicks), hasUnknownClick),
		);
		return { credits, steps: [...steps, ...credits.map(creditStep)] };
	}
	const customer = ofSource('customer')[0];
	if (customer === undefined) return { credits: [], steps };
	const credit = creditFor(customer.touch, 1, 'customer', hasUnknownClick);
	return { credits: [credit], steps: [...steps, creditStep(credit)] };
}

/** The first valid coupon; later ones of other owners are recorded as invalid uses (C18). */
function chooseCoupon(
	coupons: readonly EligibleTouch[],
	clicks: readonly EligibleTouch[],
	winners: readonly WeightedTouch[],
	policy: CouponPolicyDefinition,
	steps: TraceStep[],
): Touch | null {
	let chosen: Touch | null = null;
	for (const { touch } of coupons) {
		if (chosen !== null) {
			if (touch.affiliateId === chosen.affiliateId) continue;
			const because = `invalid use, because coupon ${chosen.couponCode} was valid before it`;
			steps.push(couponStep(touch, policy, because));
			continue;
		}
		const { isValid, because } = policy.rule({
			coupon: touch,
			clicks: clicks.map((click) => click.touch),
			winners: winners.map((winner) => winner.touch),
		});
		steps.push(couponStep(touch, policy, because));
		if (isValid) chosen = touch;
	}
	return chosen;
}

/**
 * When the owner has a click of their own, the credit rests on both; its touch is then the click,
 * which has a time of its own, with the coupon beside it.
 */
function creditForCoupon(
	coupon: Touch,
	clicks: readonly EligibleTouch[],
	winners: readonly WeightedTouch[],
	hasUnknownClick: boolean,
): Credit {
	const isOwners = ({ touch }: { touch: Touch }) => touch.affiliateId === coupon.affiliateId;
	const winner = winners.find(isOwners)?.touch;
	const click = winner ?? clicks.filter(isOwners).at(-1)?.touch;
	if (click === undefined) {
		const evidence = clicks.length > 0 ? 'coupon_against_click' : 'coupon';
		return creditFor(coupon, 1, evidence, hasUnknownClick);
	}
	const touch = { ...click, couponCode: coupon.couponCode };
	if (winner === undefined)
		return creditFor(touch, 1, 'contested_click_and_coupon', hasUnknownClick);
	const evidence =
		sourceOf(click, clicks) === 'landing_code' ? 'code_and_coupon' : 'click_and_coupon';
	return creditFor(touch, 1, evidence, hasUnknownClick);
}

function sourceOf(touch: Touch, clicks: readonly EligibleTouch[]): Evidence {
	const source = clicks.find((click) => click.touch === touch)?.source;
	return source ?? 'landing_code';
}

function creditFor(
	touch: Touch,
	weight: number,
	evidence: Evidence,
	hasUnknownClick: boolean,
): Credit {
	const { affiliateId, affiliateCode } = touch;
	return { affiliateId, affiliateCode, weight, ...confidenceOf(evidence, hasUnknownClick), touch };
}

function couponStep(touch: Touch, policy: CouponPolicyDefinition, because: string): TraceStep {
	return {
		rule: 'coupon_policy',
		text: `Coupon ${touch.couponCode} of ${touch.affiliateCode}: ${because}.`,
		inputs: { policy: policy.id },
	};
}

function creditStep({ affiliateCode, confidence, confidenceReason }: Credit): TraceStep {
	return {
		rule: 'credit',
		text: `${affiliateCode} gets the credit. ${confidenceReason}.`,
		inputs: { affiliate: affiliateCode, confidence: String(confidence) },
	};
}
