import type { Credit } from '../model/credit';
import type { Touch } from '../model/touch';
import type { TraceStep } from '../model/trace';
import type { AssessedTouch } from './assessment';
import { confidenceOf, type Evidence } from './confidence';
import type { WeightedTouch } from './models';

export function creditFor(
	touch: Touch,
	weight: number,
	evidence: Evidence,
	hasUnknownClick: boolean,
): Credit {
	const { affiliateId, affiliateCode } = touch;
	return { affiliateId, affiliateCode, weight, ...confidenceOf(evidence, hasUnknownClick), touch };
}

/**
 * When the owner has a click of their own, the credit rests on both; its touch is then the click,
 * which has a time of its own, with the coupon beside it.
 */
export function creditForCoupon(
	coupon: Touch,
	involved: readonly AssessedTouch[],
	winners: readonly WeightedTouch[],
	hasUnknownClick: boolean,
): Credit {
	const isOwners = ({ touch }: { touch: Touch }) => touch.affiliateId === coupon.affiliateId;
	const winner = winners.find(isOwners)?.touch;
	const click = winner ?? involved.filter(isOwners).at(-1)?.touch;
	if (click === undefined) {
		const evidence = involved.length > 0 ? 'coupon_against_click' : 'coupon';
		return creditFor(coupon, 1, evidence, hasUnknownClick);
	}
	const touch = { ...click, couponCode: coupon.couponCode };
	const evidence =
		winner === undefined ? 'contested_click_and_coupon' : besideCoupon(evidenceOf(click, involved));
	return creditFor(touch, 1, evidence, hasUnknownClick);
}

/** What a touch by itself rests on. */
export function evidenceOf(touch: Touch, assessed: readonly AssessedTouch[]): Evidence {
	const source = assessed.find((each) => each.touch === touch)?.source;
	return source ?? 'landing_code';
}

function besideCoupon(evidence: Evidence): Evidence {
	if (evidence === 'landing_code') return 'code_and_coupon';
	return evidence === 'direct_link' ? 'direct_link_and_coupon' : 'click_and_coupon';
}

/** Who gets which part and on what grounds. */
export function creditSteps(credits: readonly Credit[]): TraceStep[] {
	const parts = credits.reduce((sum, { weight }) => sum + weight, 0);
	return credits.map(({ affiliateCode, weight, confidence, confidenceReason }) => {
		const share = weight === parts ? 'the credit' : `${weight} of ${parts} parts of the credit`;
		return {
			rule: 'credit',
			text: `${affiliateCode} gets ${share}. ${confidenceReason}.`,
			inputs: { affiliate: affiliateCode, confidence: String(confidence) },
		};
	});
}
