import type { GraphqlDispute } from './schema';
import { numberOf } from './webhook-shape';

/** A Shopify Payments dispute in the shape of a webhook's body. */
export function disputeBodyOf(dispute: GraphqlDispute, orderId: string): Record<string, unknown> {
	return {
		id: numberOf(dispute.id),
		order_id: dispute.order === null ? orderId : numberOf(dispute.order.id),
		amount: dispute.amount.amount,
		currency: dispute.amount.currencyCode,
		reason: dispute.reasonDetails?.reason?.toLowerCase() ?? null,
		status: dispute.status.toLowerCase(),
		initiated_at: dispute.initiatedAt,
		finalized_on: dispute.finalizedOn,
	};
}
