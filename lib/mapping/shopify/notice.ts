import type { Order } from '../../model/order';
import { cancellationOf } from '../cancellation';
import { disputeHappening } from '../dispute-kind';
import type { StoreDelivery } from '../store-delivery';
import type { StoreHappening, StoreNotice } from '../store-happening';
import { shopifyDispute } from './dispute';
import { shopifyOrder } from './order';
import { shopifyRefund } from './refund';
import { isTestNotificationOrder } from './test-notification';

/** What each order topic says happened, given the state of the order in it. */
const ORDER_TOPICS: Readonly<
	Record<string, (order: Order, delivery: StoreDelivery) => StoreHappening[]>
> = {
	'orders/create': (order) => [{ kind: 'order.created', occurredAt: order.createdAt, order }],
	'orders/paid': (order, { triggeredAt }) => [
		{ kind: 'order.paid', occurredAt: triggeredAt ?? order.paidAt ?? order.updatedAt, order },
	],
	'orders/cancelled': (order) => [cancelled(order)],
	'orders/updated': stateHappenings,
};

const DISPUTE_TOPICS: ReadonlySet<string> = new Set(['disputes/create', 'disputes/update']);

/** What the state of an order implies, whichever way it came. */
export function stateHappenings(order: Order): StoreHappening[] {
	return [
		...(isEarning(order)
			? [{ kind: 'order.paid', occurredAt: order.paidAt ?? order.updatedAt, order } as const]
			: []),
		{ kind: 'order.updated', occurredAt: order.updatedAt, order },
		...(order.status === 'cancelled' ? [cancelled(order)] : []),
	];
}

/** What a Shopify webhook says happened. Throws `invalid_input` for a body of another shape. */
export function shopifyNotice(
	delivery: StoreDelivery,
	body: unknown,
	includeTestOrders: boolean,
): StoreNotice {
	if (delivery.topic === 'refunds/create') return refundNotice(delivery, body, includeTestOrders);
	if (DISPUTE_TOPICS.has(delivery.topic)) return disputeNotice(delivery, body);
	const happeningsOf = Object.hasOwn(ORDER_TOPICS, delivery.topic)
		? ORDER_TOPICS[delivery.topic]
		: undefined;
	if (happeningsOf === undefined) return { outcome: 'ignored', reason: 'other_topic' };
	const order = shopifyOrder(body, delivery.storeKey);
	if (delivery.topic === 'orders/cancelled' && saysNotCancelled(body)) {
		return { outcome: 'ignored', reason: 'not_cancelled' };
	}
	if (isTestNotificationOrder(order.orderId)) {
		return { outcome: 'ignored', reason: 'test_notification' };
	}
	if (order.isTest && !includeTestOrders) return { outcome: 'ignored', reason: 'test_order' };
	return { outcome: 'happenings', happenings: happeningsOf(order, delivery) };
}

function refundNotice(
	delivery: StoreDelivery,
	body: unknown,
	includeTestOrders: boolean,
): StoreNotice {
	if (isOfTestNotification(body)) return { outcome: 'ignored', reason: 'test_notification' };
	const { isTest, refund } = shopifyRefund(body, delivery.storeKey);
	if (isTest && !includeTestOrders) return { outcome: 'ignored', reason: 'test_order' };
	return {
		outcome: 'happenings',
		happenings: [{ kind: 'refund.created', occurredAt: refund.createdAt, refund }],
	};
}

/** The topic only says that there is news; how the dispute stands is in the signed body. */
function disputeNotice(delivery: StoreDelivery, body: unknown): StoreNotice {
	if (isOfTestNotification(body)) return { outcome: 'ignored', reason: 'test_notification' };
	const dispute = shopifyDispute(body, delivery);
	if (dispute === null) return { outcome: 'ignored', reason: 'no_order' };
	return { outcome: 'happenings', happenings: [disputeHappening(dispute)] };
}

/** The admin's test refund has no readable amounts, so it is recognised before it is read. */
function isOfTestNotification(body: unknown): boolean {
	if (typeof body !== 'object' || body === null || !('order_id' in body)) return false;
	return isTestNotificationOrder(String(body.order_id));
}

/**
 * Topics are not signed, so a copy of another notice under this one would take a commission back.
 * A body that leaves the date out altogether (a webhook with a field filter) is believed.
 */
function saysNotCancelled(body: unknown): boolean {
	return (
		typeof body === 'object' &&
		body !== null &&
		'cancelled_at' in body &&
		body.cancelled_at === null
	);
}

function isEarning(order: Order): boolean {
	return order.status === 'paid' || order.status === 'partially_refunded';
}

function cancelled(order: Order): StoreHappening {
	const refund = cancellationOf(order);
	return { kind: 'order.cancelled', occurredAt: refund.createdAt, order, refund };
}
