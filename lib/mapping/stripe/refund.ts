import { z } from 'zod/v4';
import { zeroMoney } from '../../kernel';
import type { Refund } from '../../model/refund';
import { stripeAmount } from './amount';
import { orderOfPayment } from './order-of-payment';
import type { StripeCharge, StripeRefund } from './schema';
import { stripeInstant } from './time';

/** A refund that gave nothing back. */
const NOT_MOVED: ReadonlySet<string> = new Set(['failed', 'canceled']);

/** What a refund object says; null when no money moved or nothing names the payment. */
export function stripeRefund(source: StripeRefund, storeKey: string): Refund | null {
	if (NOT_MOVED.has(source.status ?? '')) return null;
	const orderId = orderOfPayment({
		metadata: source.metadata,
		charge: source.charge,
		paymentIntent: source.payment_intent,
	});
	if (orderId === null) return null;
	return refundOf(source, { refundId: source.id, orderId, storeKey });
}

/**
 * What a refunded charge says. Where it lists its refunds, each is one; where it does not (API
 * versions from 2022-11-15 on), the event's own step from the earlier sum to the new one is: the sum
 * names the step, so that the same step never counts twice.
 */
export function stripeChargeRefunds(
	charge: StripeCharge,
	previousAttributes: unknown,
	event: { readonly storeKey: string; readonly createdSeconds: number },
): Refund[] {
	const { storeKey } = event;
	const { metadata, payment_intent: paymentIntent } = charge;
	const orderId = orderOfPayment({ metadata, charge, paymentIntent });
	if (orderId === null) return [];
	const listed = charge.refunds?.data ?? [];
	if (listed.length > 0) {
		return listed
			.filter(({ status }) => !NOT_MOVED.has(status ?? ''))
			.map((refund) => refundOf(refund, { refundId: refund.id, orderId, storeKey }));
	}
	const amount = charge.amount_refunded - refundedBefore(previousAttributes);
	if (amount <= 0) return [];
	const source = {
		amount,
		currency: charge.currency,
		created: event.createdSeconds,
		reason: null,
	};
	const refundId = `${charge.id}-refunded-${charge.amount_refunded}`.slice(0, 200);
	return [refundOf(source, { refundId, orderId, storeKey })];
}

const previousSchema = z.object({ amount_refunded: z.int().min(0) });

function refundedBefore(previousAttributes: unknown): number {
	const previous = previousSchema.safeParse(previousAttributes);
	return previous.success ? previous.data.amount_refunded : 0;
}

/** Stripe refunds amounts, never lines. */
function refundOf(
	source: Pick<StripeRefund, 'amount' | 'currency' | 'created' | 'reason'>,
	{ refundId, orderId, storeKey }: { refundId: string; orderId: string; storeKey: string },
): Refund {
	const { currency } = source;
	return {
		platform: 'stripe',
		storeKey,
		refundId,
		orderId,
		createdAt: stripeInstant(source.created),
		kind: 'refund',
		reason: source.reason,
		currency,
		lines: null,
		shipping: zeroMoney(currency),
		total: stripeAmount(source.amount, currency),
	};
}
