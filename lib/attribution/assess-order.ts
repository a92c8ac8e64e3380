import type { Order } from '../model/order';
import { assessAffiliateCode } from './assess-affiliate-code';
import { assessBindings } from './assess-binding';
import { assessClick } from './assess-click';
import { assessCoupon } from './assess-coupon';
import { assessCustomer } from './assess-customer';
import { assessDirectLink } from './assess-direct-link';
import { assessJourneys } from './assess-journey';
import { assessSubscription } from './assess-subscription';
import { isEligible, type Assessment } from './assessment';
import { chooseProgrammeId, keepToProgramme } from './choose-programme';
import type { AttributionFacts, AttributionPolicy } from './facts';
import type { OrderSignals } from './find-signals';

export interface AssessedOrder {
	/** Null: nothing says which programme the order belongs to. */
	readonly programmeId: string | null;
	/** Everything that names an affiliate; what belongs to another programme is set aside. */
	readonly assessments: readonly Assessment[];
}

/** Holds everything that names an affiliate against the facts, and chooses the order's programme. */
export function assessOrder(
	signals: OrderSignals,
	order: Order,
	facts: AttributionFacts,
	policy: AttributionPolicy,
): AssessedOrder {
	const strong = [
		...signals.clicks.map((signal) => assessClick(signal, order, facts, policy)),
		...signals.couponCodes.map((code) => assessCoupon(code, order, facts)),
	];
	const journeys = assessJourneys(signals.clicks, order, facts, policy);
	const subscription = listed(assessSubscription(order, facts));
	const chosenId = chooseProgrammeId({ subscription, strong, journeys }, facts, policy);
	const bindings = assessBindings(order, facts);
	const weak = [
		...signals.affiliateCodes.map((code) => assessAffiliateCode(code, order, facts, chosenId)),
		...signals.referrers.flatMap((referrer) =>
			listed(assessDirectLink(referrer, order, facts, policy, chosenId)),
		),
		...listed(assessCustomer(order, facts, policy)),
	];
	const programmeId = chosenId ?? eligibleProgrammeId([...bindings, ...weak]);
	const assessments = [...subscription, ...bindings, ...strong, ...journeys, ...weak];
	return {
		programmeId,
		assessments: assessments.map((each) => keepToProgramme(each, programmeId)),
	};
}

function listed(assessment: Assessment | null): Assessment[] {
	return assessment === null ? [] : [assessment];
}

function eligibleProgrammeId(assessments: readonly Assessment[]): string | null {
	return assessments.find(isEligible)?.touch.programmeId ?? null;
}
