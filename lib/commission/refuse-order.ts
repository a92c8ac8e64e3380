import type { Commission } from '../model/commission';
import type { CommissionFacts } from './commission-facts';

const PAID_STATUSES: ReadonlySet<string> = new Set(['paid', 'partially_refunded', 'refunded']);

type Refusal = Pick<Commission, 'outcome' | 'reason'> & { readonly text: string };

/** Why an order earns no commission now, or null when it can be priced. First match stands. */
export function refuseOrder({
	order,
	attribution,
	verdict,
	programme,
	plan,
}: CommissionFacts): Refusal | null {
	if (order.isTest) {
		return { outcome: 'skipped', reason: 'test_order', text: 'The order is a test order.' };
	}
	if (attribution.credits.length === 0) {
		return {
			outcome: 'skipped',
			reason: 'no_affiliate',
			text: 'No affiliate is credited with this order.',
		};
	}
	if (!PAID_STATUSES.has(order.status)) {
		return {
			outcome: 'skipped',
			reason: 'order_not_paid',
			text: `The order is ${order.status}, not paid; a commission follows when it is paid.`,
		};
	}
	if (verdict?.verdict === 'reject') {
		return {
			outcome: 'skipped',
			reason: 'rejected_by_fraud_check',
			text: verdict.affiliateReason,
		};
	}
	if (programme === null || plan === null) {
		return {
			outcome: 'held',
			reason: 'no_plan_in_effect',
			text: 'No commission plan was in effect when the order was made; it waits for one.',
		};
	}
	return null;
}
