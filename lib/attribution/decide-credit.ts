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
 * Shares the credit among eligible touches. A running subscription and a binding of the customer
 * settle the credit before anything is weighed (C12, C13). Else recorded clicks compete by the model
 * (a bare code only where no click is), then the first coupon that the policy finds valid overrules
 * or backs them, and an earlier order of the customer counts only when nothing else does.
 */
export function decideCredit(
	assessments: readonly Assessment[],
	{ model, couponPolicy }: CreditRules,
): CreditDecision {
	const eligible = assessments.filter(isEligible);
	const settled = settledCredit(eligible);
	if (settled !== null) return settled;
	const ofSource = (...sources: Array<Assessment['source']>) =>
		eligible.filter(({ source }) => sources.includes(source));
	const recorded = ofSource('cart_attribute', 'landing_page').sort(compareTouches);
	const clicks = recorded.length > 0 ? recorded : ofSource('landing_code');
	const hasUnknownClick = assessments.some(({ standing }) => standing === 'unknown_click');
	const winners = model.choose(clicks.map(({ touch }) => touch));
	const steps: TraceStep[] = [];

	const coupon = chooseCoupon(ofSource('coupon'), clicks, winners, couponPolicy, steps);
	if (coupon !== null && couponPolicy.takesAll) {
		return decided([creditForCoupon(coupon, clicks, winners, hasUnknownClick)], steps);
	}
	if (winners.length > 0) {
		if (clicks.length > 1) {
			const text = `Of ${clicks.length} clicks in the window, ${model.sentence}.`;
			steps.push({ rule: 'model', text, inputs: { model: model.id } });
		}
		const credits = winners.map(({ touch, weight }) =>
			coupon !== null && touch.affiliateId === coupon.affiliateId
				? { ...creditForCoupon(coupon, clicks, winners, hasUnknownClick), weight }
				: creditFor(touch, weight, sourceOf(touch, clicks), hasUnknownClick),
		);
		return decided(credits, steps);
	}
	const customer = ofSource('customer')[0];
	if (customer === undefined) return { credits: [], steps };
	return decided([creditFor(customer.touch, 1, 'customer', hasUnknownClick)], steps);
}

/** A click that is not known casts no doubt here, because clicks do not decide. */
function settledCredit(eligible: readonly EligibleTouch[]): CreditDecision | null {
	const running = eligible.find(({ source }) => source === 'subscription');
	if (running !== undefined) {
		const text =
			'A running subscription stays with the affiliate of its first payment; clicks and coupons of this order do not take it over.';
		const credit = creditFor(running.touch, 1, 'subscription', false);
		return decided([credit], [{ rule: 'subscription', text }]);
	}
	const binding = eligible.find(({ source }) => source === 'binding');
	if (binding === undefined) return null;
	const text =
		'While the customer is bound, clicks and coupons of other affiliates do not take over.';
	return decided([creditForBinding(binding.touch, eligible)], [{ rule: 'binding', text }]);
}

/** A click of the bound affiliate's own is the nearer touch, and is what the fraud check looks at. */
function creditForBinding(binding: Touch, eligible: readonly EligibleTouch[]): Credit {
	const own = eligible
		.filter(({ touch }) => touch.clickId !== null && touch.affiliateId === binding.affiliateId)
		.sort(compareTouches)
		.at(-1);
	if (own === undefined) return creditFor(binding, 1, 'binding', false);
	return creditFor(own.touch, 1, sourceOf(own.touch, eligible), false);
}

function decided(credits: readonly Credit[], steps: readonly TraceStep[]): CreditDecision {
	const parts = credits.reduce((sum, { weight }) => sum + weight, 0);
	return { credits, steps: [...steps, ...credits.map((credit) => creditStep(credit, parts))] };
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

function creditStep(credit: Credit, parts: number): TraceStep {
	const { affiliateCode, weight, confidence, confidenceReason } = credit;
	const share = weight === parts ? 'the credit' : `${weight} of ${parts} parts of the credit`;
	return {
		rule: 'credit',
		text: `${affiliateCode} gets ${share}. ${confidenceReason}.`,
		inputs: { affiliate: affiliateCode, confidence: String(confidence) },
	};
}
