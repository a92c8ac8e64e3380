import type { Order } from '../../model/order';
import { parseModel } from '../../model/parse';
import { cancellationOf } from '../cancellation';
import type { StoreDelivery } from '../store-delivery';
import type { StoreHappening, StoreNotice } from '../store-happening';
import { wooOrder } from './order';
import { wooRefunds } from './refunds';
import { wooOrderSchema, wooRecordSchema } from './schema';

const ORDER_TOPICS: ReadonlySet<string> = new Set([
	'order.created',
	'order.updated',
	'order.restored',
]);

/**
 * What a WooCommerce webhook says happened. There is no topic for payment, cancellation or
 * refund, and the body is built when it is sent, so one body gives everything its state implies;
 * what was announced before has the same event id. Throws `invalid_input`.
 */
export function wooNotice(
	delivery: StoreDelivery,
	body: unknown,
	extraMetaKeys: readonly string[],
): StoreNotice {
	if (delivery.topic === 'order.deleted') {
		parseModel(wooRecordSchema, body, 'order');
		return { outcome: 'ignored', reason: 'deleted_record' };
	}
	if (!ORDER_TOPICS.has(delivery.topic)) return { outcome: 'ignored', reason: 'other_topic' };
	const source = parseModel(wooOrderSchema, body, 'order');
	const order = wooOrder(source, delivery.storeKey, extraMetaKeys);
	const refunds = wooRefunds(source, order).map((refund): StoreHappening => ({
		kind: 'refund.created',
		occurredAt: refund.createdAt,
		refund,
	}));
	return { outcome: 'happenings', happenings: [...orderHappenings(delivery, order), ...refunds] };
}

function orderHappenings({ topic }: StoreDelivery, order: Order): StoreHappening[] {
	const happenings: StoreHappening[] = [];
	if (topic === 'order.created') {
		happenings.push({ kind: 'order.created', occurredAt: order.createdAt, order });
	}
	return [...happenings, ...stateHappenings(order, topic !== 'order.created')];
}

/** What the state of an order implies, whichever way it came. */
export function stateHappenings(order: Order, isUpdate: boolean): StoreHappening[] {
	const happenings: StoreHappening[] = [];
	if (order.status === 'paid' || order.status === 'partially_refunded') {
		happenings.push({ kind: 'order.paid', occurredAt: order.paidAt ?? order.updatedAt, order });
	}
	if (isUpdate) {
		happenings.push({ kind: 'order.updated', occurredAt: order.updatedAt, order });
	}
	if (isCancelled(order)) {
		const refund = cancellationOf(order);
		happenings.push({ kind: 'order.cancelled', occurredAt: refund.createdAt, order, refund });
	}
	return happenings;
}

/** A payment that failed after it was booked takes the order back like a cancellation. */
function isCancelled({ status, paidAt }: Order): boolean {
	return status === 'cancelled' || (status === 'voided' && paidAt !== null);
}
