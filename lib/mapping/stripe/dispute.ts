import type { Dispute, DisputeStatus } from '../../model/dispute';
import { stripeAmount } from './amount';
import { orderOfPayment } from './order-of-payment';
import type { StripeDispute } from './schema';
import { stripeInstant } from './time';

/** A closed warning was an inquiry that never became a chargeback. */
const CLOSED: Readonly<Record<string, DisputeStatus>> = {
	won: 'won',
	warning_closed: 'won',
	lost: 'lost',
};

/** A dispute as it stands (C29); null when nothing names the payment. */
export function stripeDispute(
	source: StripeDispute,
	storeKey: string,
	eventSeconds: number,
): Dispute | null {
	const orderId = orderOfPayment({
		metadata: source.metadata,
		charge: source.charge,
		paymentIntent: source.payment_intent,
	});
	if (orderId === null) return null;
	return {
		platform: 'stripe',
		storeKey,
		disputeId: source.id,
		orderId,
		status: statusOf(source),
		reason: source.reason,
		currency: source.currency,
		amount: stripeAmount(source.amount, source.currency),
		openedAt: stripeInstant(source.created),
		updatedAt: stripeInstant(eventSeconds),
	};
}

/**
 * A prevented dispute was either blocked or settled by giving the money back: what moved on the
 * balance tells which. A status that is not known keeps the dispute open: unknown is never clear.
 */
function statusOf({ status, balance_transactions: moves }: StripeDispute): DisputeStatus {
	if (status === 'prevented') {
		return moves.reduce((sum, { amount }) => sum + amount, 0) < 0 ? 'lost' : 'won';
	}
	return (Object.hasOwn(CLOSED, status) ? CLOSED[status] : undefined) ?? 'open';
}
