import type { Order } from '../../model/order';

/** Attributes under which an order names the one that it was made from. */
export const ORIGINAL_ID = 'magento_original_order_id';
export const ORIGINAL_NUMBER = 'magento_original_order_number';

/** Entity id of the order that this one was made from; null for an order of its own. */
export function originalOrderId(order: Order): string | null {
	return order.tracking.attributes[ORIGINAL_ID] ?? null;
}

/**
 * An edited order with the traces of the one it replaces.
 *
 * Magento edits an order by making another one ("000000013-1") and cancelling the first. Both keep
 * their own entity id as identity: the cancellation takes the first one's commission back, the new one
 * earns, so that exactly one commission stands. They are not merged under the first one's number,
 * because since version 2.4.7 an order that a merchant reorders for a customer names the same
 * relation and gets the same suffix although the first one stays sold: merged, one of two sales
 * would be lost. (Source: Magento_Sales AdminOrder/Create.php; magento2 pull request 37298.)
 *
 * A person in the administration has no click, so what told who sent the buyer is taken from the
 * original; only from one that was cancelled, since a reorder is a sale of its own.
 */
export function withOriginalTracking(order: Order, original: Order): Order {
	const isReplaced =
		original.status === 'cancelled' &&
		original.storeKey === order.storeKey &&
		originalOrderId(order) === original.orderId;
	if (!isReplaced) return order;
	const { tracking: first } = original;
	const { tracking: own } = order;
	return {
		...order,
		tracking: {
			landingUrl: own.landingUrl ?? first.landingUrl,
			visits: own.visits.length > 0 ? own.visits : first.visits,
			referrer: own.referrer ?? first.referrer,
			attributes: { ...first.attributes, ...own.attributes },
			utm: { ...first.utm, ...own.utm },
			clientIp: own.clientIp ?? first.clientIp,
			userAgent: own.userAgent ?? first.userAgent,
			channel: own.channel ?? first.channel,
		},
	};
}
