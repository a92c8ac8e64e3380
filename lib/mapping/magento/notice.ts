import { AffiliateError } from '../../kernel';
import type { Order } from '../../model/order';
import { parseModel } from '../../model/parse';
import { cancellationOf } from '../cancellation';
import type { StoreDelivery } from '../store-delivery';
import type { StoreHappening, StoreNotice } from '../store-happening';
import { magentoMessage } from './message';
import { magentoOrder } from './order';
import { magentoRefunds } from './refunds';
import { magentoCreditMemoSchema } from './schema';

/**
 * What a body of Adobe Commerce or a polled record says happened. Magento tells states, not steps, so
 * one body gives everything that its state implies; what was announced before has the same event id.
 *
 * Events leave `extension_attributes` out. Where a module keeps a click id there, read the order over REST when
 * an event comes and give that instead.
 *
 * A credit memo needs its order beside it: see `orderNeededFor`. Throws `invalid_input`, and `missing_order`
 * for a credit memo without one.
 */
export function magentoNotice(
	storeKey: string,
	body: unknown,
	relatedOrder: unknown = null,
): StoreNotice {
	const { about, record, isNew } = magentoMessage(body);
	if (about === 'other') return { outcome: 'ignored', reason: 'other_topic' };
	if (about === 'order') {
		return {
			outcome: 'happenings',
			happenings: orderHappenings(magentoOrder(record, storeKey), isNew),
		};
	}
	if (relatedOrder === null) {
		throw new AffiliateError('A credit memo can only be read together with its order', {
			code: 'missing_order',
			path: 'creditMemo.order_id',
			hint: "Read the order that the credit memo names in 'order_id' from the store first.",
		});
	}
	const happenings = refundHappenings(record, relatedOrder, storeKey);
	if (happenings.length === 0) return { outcome: 'ignored', reason: 'no_money_moved' };
	return { outcome: 'happenings', happenings };
}

/**
 * What a webhook of Adobe Commerce says happened. A credit memo cannot be read without its order and is
 * left to whoever reads the store. Throws `invalid_input`.
 */
export function magentoWebhookNotice({ storeKey }: StoreDelivery, body: unknown): StoreNotice {
	if (orderNeededFor(body) !== null) return { outcome: 'ignored', reason: 'needs_its_order' };
	return magentoNotice(storeKey, body);
}

/** Entity id of the order that must be read before the body can be; null when none must. */
export function orderNeededFor(body: unknown): string | null {
	const { about, record } = magentoMessage(body);
	return about === 'credit_memo'
		? parseModel(magentoCreditMemoSchema, record, 'creditMemo').order_id
		: null;
}

/**
 * What the state of an order implies. `isNew`: it is seen for the first time, as far as the caller
 * can tell, such as an order made after the moment that was asked for.
 */
export function orderHappenings(order: Order, isNew: boolean): StoreHappening[] {
	const happenings: StoreHappening[] = [];
	if (isNew) happenings.push({ kind: 'order.created', occurredAt: order.createdAt, order });
	if (order.status === 'paid' || order.status === 'partially_refunded') {
		happenings.push({ kind: 'order.paid', occurredAt: order.paidAt ?? order.updatedAt, order });
	}
	if (!isNew) happenings.push({ kind: 'order.updated', occurredAt: order.updatedAt, order });
	if (order.status === 'cancelled') {
		const refund = cancellationOf(order);
		happenings.push({ kind: 'order.cancelled', occurredAt: refund.createdAt, order, refund });
	}
	return happenings;
}

export function refundHappenings(
	memo: unknown,
	order: unknown,
	storeKey: string,
): StoreHappening[] {
	return magentoRefunds(memo, order, storeKey).map((refund) => ({
		kind: 'refund.created',
		occurredAt: refund.createdAt,
		refund,
	}));
}
