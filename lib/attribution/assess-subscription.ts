import type { Order } from '../model/order';
import type { Touch } from '../model/touch';
import { findParties, inactiveReason, UNRECORDED_TOUCH, type Assessment } from './assessment';
import { describeDate } from './describe-time';
import type { AttributionFacts } from './facts';

/**
 * The affiliate whom the first payment of the order's subscription was credited to. Crediting a
 * subscription binds its renewals (C12): no window ends that, and a fresh click or coupon does not
 * take a running subscription over, because it is not why this payment was made. How long renewals
 * are paid for is the plan's to say. Null for an order of no subscription, for its first payment, and
 * where the first payment was credited to nobody.
 */
export function assessSubscription(order: Order, facts: AttributionFacts): Assessment | null {
	const { subscriptionCredit: credit } = facts;
	if (order.subscription === null || credit === null) return null;
	const parties = findParties(facts, credit.affiliateId, credit.programmeId);
	const touch: Touch = {
		kind: 'subscription',
		affiliateId: credit.affiliateId,
		affiliateCode: parties.affiliate?.code ?? '',
		programmeId: credit.programmeId,
		occurredAt: credit.firstPaymentAt,
		...UNRECORDED_TOUCH,
		foundIn: 'first payment of the subscription',
	};
	const sentence =
		`Payment of a subscription whose first payment, on ${describeDate(credit.firstPaymentAt)}, ` +
		`was credited to ${touch.affiliateCode}`;
	const inactive = inactiveReason(parties);
	if (inactive !== null) {
		return judged('affiliate_inactive', touch, `${sentence}; not again because ${inactive}.`);
	}
	return judged('eligible', touch, `${sentence}.`);
}

function judged(standing: Assessment['standing'], touch: Touch, text: string): Assessment {
	return { standing, source: 'subscription', touch, step: { rule: 'subscription', text } };
}
