import type { Order } from '../model/order';
import type { Refund } from '../model/refund';

/**
 * A cancelled order as a refund of everything: all lines, shipping and the total. What was
 * refunded before is the ledger's to subtract. Its id is made from the order's, so that any
 * number of notices about one cancellation stay one refund.
 */
export function cancellationOf(order: Order): Refund {
	return {
		platform: order.platform,
		storeKey: order.storeKey,
		refundId: `cancellation-${order.orderId}`,
		orderId: order.orderId,
		createdAt: order.cancelledAt ?? order.updatedAt,
		kind: 'cancellation',
		reason: order.cancelReason,
		currency: order.currency,
		lines: order.lines.map(({ lineId, quantity, net, tax }) => ({ lineId, quantity, net, tax })),
		shipping: order.totals.shipping,
		total: order.totals.total,
	};
}
