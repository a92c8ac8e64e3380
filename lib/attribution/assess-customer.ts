import { addDays } from '../kernel';
import type { Order } from '../model/order';
import type { Touch } from '../model/touch';
import {
	findParties,
	inactiveReason,
	lookbackDaysOf,
	UNRECORDED_TOUCH,
	type Assessment,
} from './assessment';
import { describeDate, describeInterval } from './describe-time';
import type { AttributionFacts, AttributionPolicy } from './facts';

/**
 * The affiliate whom the customer's latest earlier order was credited to, as a touch at the time
 * of that order. Null unless the policy credits returning customers and there is such an order.
 */
export function assessCustomer(
	order: Order,
	facts: AttributionFacts,
	policy: AttributionPolicy,
): Assessment | null {
	const { lastCredit } = facts;
	if (!policy.creditReturningCustomers || lastCredit === null) return null;
	const parties = findParties(facts, lastCredit.affiliateId, lastCredit.programmeId);
	const touch: Touch = {
		kind: 'customer',
		affiliateId: lastCredit.affiliateId,
		affiliateCode: parties.affiliate?.code ?? '',
		programmeId: lastCredit.programmeId,
		occurredAt: lastCredit.orderedAt,
		...UNRECORDED_TOUCH,
		foundIn: 'earlier order of the customer',
	};
	const days = lookbackDaysOf(policy, parties);
	const sentence =
		`Earlier order on ${describeDate(lastCredit.orderedAt)}, ` +
		`${describeInterval(lastCredit.orderedAt, order.createdAt)} before this one, ` +
		`credited to ${touch.affiliateCode}`;
	if (lastCredit.orderedAt < addDays(order.createdAt, -days)) {
		return judged('outside_window', touch, `${sentence}; outside the ${days}-day window.`);
	}
	const inactive = inactiveReason(parties);
	if (inactive !== null) {
		return judged('affiliate_inactive', touch, `${sentence}; not again because ${inactive}.`);
	}
	return judged('eligible', touch, `${sentence}; within the ${days}-day window.`);
}

function judged(standing: Assessment['standing'], touch: Touch | null, text: string): Assessment {
	return { standing, source: 'customer', touch, step: { rule: 'customer', text } };
}
