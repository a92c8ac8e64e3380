import { addDays, deterministicId, type Instant } from '../../kernel';
import type { FraudCase } from '../../model/fraud-case';
import type { FraudFacts } from '../../model/fraud-facts';
import type { FraudPolicy } from '../../model/fraud-policy';
import type { Verdict } from '../../model/verdict';

/** One order has one case for ever. */
export function orderCaseId(order: {
	readonly storeKey: string;
	readonly orderId: string;
}): string {
	return deterministicId('cas', 'order', order.storeKey, order.orderId);
}

/**
 * The case that a verdict on an order opens; null for `approve`. One order has one case for ever: a
 * retry opens no second one. It holds nothing but the order, whose commission waits by its verdict.
 */
export function caseOfOrder(
	verdict: Verdict,
	{ order }: Pick<FraudFacts, 'order'>,
	{
		programmeId,
		conversionId,
		policy,
		now,
	}: {
		readonly programmeId: string | null;
		/** Null: the order is not booked yet. */
		readonly conversionId: string | null;
		readonly policy: FraudPolicy;
		readonly now: Instant;
	},
): FraudCase | null {
	if (verdict.verdict === 'approve') return null;
	return {
		caseId: orderCaseId(order),
		subject: 'order',
		programmeId,
		affiliateIds: [...verdict.affiliateIds],
		conversionId,
		storeKey: order.storeKey,
		orderId: order.orderId,
		couponCode: null,
		status: 'open',
		verdict: verdict.verdict,
		score: verdict.score,
		findings: verdict.findings.filter(({ status }) => status !== 'clear'),
		reason: verdict.reason,
		affiliateReason: verdict.affiliateReason,
		holds: false,
		openedAt: now,
		expiresAt: addDays(now, policy.review.days),
		onExpiry: policy.review.onExpiry,
		decidedAt: null,
		decidedBy: null,
		note: null,
	};
}
