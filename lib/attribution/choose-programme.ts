import type { CouponPolicy } from '../model/credit';
import {
	compareTouches,
	isEligible,
	setAside,
	type Assessment,
	type EligibleTouch,
} from './assessment';
import type { AttributionFacts, AttributionPolicy } from './facts';

/** What may say which programme an order belongs to. */
export interface ProgrammeSignals {
	readonly subscription: readonly Assessment[];
	/** Clicks and coupons that the order itself names. */
	readonly strong: readonly Assessment[];
	/** Clicks of the customer's other visits. */
	readonly journeys: readonly Assessment[];
}

/**
 * One order belongs to one programme. The policy's own choice goes first; then the subscription that
 * the order pays for; then a coupon whose programme credits it whatever was clicked; then the latest
 * click of the order in its window; then any other coupon; then the latest click of another visit; then
 * the default. Touches without standing have no say.
 * A customer's binding counts inside its programme and says which one it is only where nothing else
 * does, so a binding in one programme never takes the sales of another.
 */
export function chooseProgrammeId(
	{ subscription, strong, journeys }: ProgrammeSignals,
	facts: AttributionFacts,
	policy: AttributionPolicy,
): string | null {
	if (policy.programmeId !== null) return policy.programmeId;
	const running = subscription.find(isEligible);
	if (running !== undefined) return running.touch.programmeId;
	const eligible = strong.filter(isEligible);
	const coupons = eligible.filter(({ source }) => source === 'coupon');
	const clicks = eligible.filter(({ source }) => source !== 'coupon').sort(compareTouches);
	const decisive = coupons.find((coupon) => couponPolicyOf(coupon, facts, policy) === 'always');
	const elsewhere = journeys.filter(isEligible).sort(compareTouches).at(-1);
	const chosen = decisive ?? clicks.at(-1) ?? coupons[0] ?? elsewhere;
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
	return setAside(assessment, 'other_programme', 'it belongs to another programme');
}
