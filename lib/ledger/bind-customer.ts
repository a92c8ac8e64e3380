import { addDays, type Instant } from '../kernel';
import type { Credit } from '../model/credit';
import type { Commission } from '../model/commission';
import type { CustomerBinding } from '../ports/ledger-store';
import type { ConversionInput } from './conversion-record';
import type { Act } from './entries';

/** Orders that say nothing about who brought the customer. */
const WITHOUT_BINDING: ReadonlySet<Commission['reason']> = new Set([
	'no_affiliate',
	'order_not_paid',
	'rejected_by_fraud_check',
	'test_order',
]);

/**
 * Binds the customer of an order to its credited affiliate, or lets a binding last from this order
 * on (C13). A binding to another affiliate is left; only a person transfers one. Null: nothing.
 */
export function bindCustomer(
	binding: CustomerBinding | null,
	{ order, attribution, commission, customerKey }: ConversionInput,
	act: Act,
): CustomerBinding | null {
	const { lifetimeDays, reason } = commission;
	const { programmeId, credits } = attribution;
	const leading = leadingCredit(credits);
	if (lifetimeDays === null || programmeId === null || customerKey === null) return null;
	if (leading === null || WITHOUT_BINDING.has(reason)) return null;
	const expiresAt = addDays(order.createdAt, lifetimeDays);
	const entry = { programmeId, customerKey, expiresAt, actor: act.actor, at: act.at };
	if (binding === null || isOver(binding, order.createdAt)) {
		return {
			...entry,
			affiliateId: leading.affiliateId,
			boundAt: order.createdAt,
			reason: 'first_order',
		};
	}
	const { affiliateId, boundAt } = binding;
	if (affiliateId === null || !credits.some((credit) => credit.affiliateId === affiliateId)) {
		return null;
	}
	if (binding.expiresAt === null || expiresAt <= binding.expiresAt) return null;
	return { ...entry, affiliateId, boundAt, reason: 'renewed' };
}

/** Whether a binding was released or ended before an order; the order may make a new one then. */
function isOver({ affiliateId, expiresAt, at }: CustomerBinding, orderedAt: Instant): boolean {
	if (affiliateId === null) return at <= orderedAt;
	return expiresAt !== null && expiresAt <= orderedAt;
}

/** The credit with the highest weight; of several, the one with the latest touch. */
export function leadingCredit(credits: readonly Credit[]): Credit | null {
	return credits.reduce((best: Credit | null, credit) => {
		if (best === null || credit.weight > best.weight) return credit;
		if (credit.weight < best.weight) return best;
		return credit.touch.occurredAt > best.touch.occurredAt ? credit : best;
	}, null);
}
