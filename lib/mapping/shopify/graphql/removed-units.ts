import type { GraphqlOrder } from './schema';
import { numberOf } from './webhook-shape';

export interface RemovedUnits {
	readonly lineId: string;
	readonly quantity: number;
}

/**
 * Units that an edit took off an order without a refund that names them: ordered, less what is still
 * there, less what was refunded. Webhooks tell the order as it was placed, and so does the canonical
 * order; an edit that takes units off is expected to appear as a refund.
 */
export function removedUnits(order: GraphqlOrder): RemovedUnits[] {
	const refunded = new Map<string, number>();
	for (const { lineItem, quantity } of order.refunds.flatMap((refund) => refund.refundLineItems)) {
		refunded.set(lineItem.id, (refunded.get(lineItem.id) ?? 0) + quantity);
	}
	return order.lineItems.nodes.flatMap(({ id, quantity, currentQuantity }) => {
		const left = currentQuantity ?? quantity;
		const removed = quantity - left - (refunded.get(id) ?? 0);
		return removed > 0 ? [{ lineId: numberOf(id), quantity: removed }] : [];
	});
}
