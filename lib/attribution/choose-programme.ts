import type { CouponPolicy } from '../model/credit';
import { compareTouches, isEligible, type Assessment, type EligibleTouch } from './assessment';
import type { AttributionFacts, AttributionPolicy } from './facts';

/**
 * One order belongs to one programme. The policy's own choice goes first; then a coupon whose
 * programme credits it whatever was clicked; then the latest click in its window; then any other
 * coupon; then the default. Touches without standing have no say.
 */
export function chooseProgrammeId(
	assessments: readonly Assessment[],
	facts: AttributionFacts,
	policy: AttributionPolicy,
): string | null {
	if (policy.programmeId !== null) return policy.programmeId;
	const eligible = assessments.filter(isEligible);
	const coupons = eligible.filter(({ source }) => source === 'coupon');
	const clicks = eligible.filter(({ source }) => source !== 'coupon').sort(compareTouches);
	const decisive = coupons.find((coupon) => couponPolicyOf(coupon, facts, policy) === 'always');
	const chosen = decisive ?? clicks.at(-1) ?? coupons[0];
	return chosen?.touch.programmeId ?? facts.defaultProgrammeId;
}

function couponPolicyOf(
	{ touch }: EligibleTouch,
	facts: AttributionFacts,
	policy: AttributionPolicy,
): CouponPolicy | undefined {
	if (policy.couponPolicy !== null) return policy.couponPolicy;
	return facts.programmes.find(({ programmeId }) => programmeId === touch.programmeId)
		?.couponPolicy;
}

/** Sets touches of other programmes aside, visibly. */
export function keepToProgramme(assessment: Assessment, programmeId: string | null): Assessment {
	if (!isEligible(assessment) || assessment.touch.programmeId === programmeId) return assessment;
	const text = assessment.step.text.replace(/[.;]?$/, '; it belongs to another programme.');
	return { ...assessment, standing: 'other_programme', step: { ...assessment.step, text } };
}
