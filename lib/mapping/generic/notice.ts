import type { Order } from '../../model/order';
import type { DisputeStatus } from '../../model/dispute';
import { parseModel } from '../../model/parse';
import { cancellationOf } from '../cancellation';
import { disputeHappening } from '../dispute-kind';
import type { StoreDelivery } from '../store-delivery';
import type { StoreHappening, StoreNotice } from '../store-happening';
import { genericAction } from './action';
import { genericDispute } from './dispute';
import { genericOrder } from './order';
import { genericRefund } from './refund';
import { genericEventSchema, type GenericEvent, type GenericOrderEvent } from './schema';

const DISPUTE_STATUS = {
	'dispute.opened': 'open',
	'dispute.won': 'won',
	'dispute.lost': 'lost',
} as const satisfies Record<string, DisputeStatus>;

/**
 * What a signed body of the generic format says happened. Throws `invalid_input` that names the
 * path and never the value.
 */
export function genericNotice(
	delivery: StoreDelivery,
	body: unknown,
	includeTestOrders: boolean,
): StoreNotice {
	const event = parseModel(genericEventSchema, body, 'generic-event');
	const happenings = happeningsOf(event, delivery);
	const isTest = happenings.some(({ order }) => order?.isTest === true);
	if (isTest && !includeTestOrders) return { outcome: 'ignored', reason: 'test_order' };
	const { occurredAt } = event;
	if (occurredAt === null || occurredAt === undefined) return { outcome: 'happenings', happenings };
	return {
		outcome: 'happenings',
		happenings: happenings.map((happening) => ({ ...happening, occurredAt })),
	};
}

function happeningsOf(event: GenericEvent, delivery: StoreDelivery): StoreHappening[] {
	const { storeKey, receivedAt } = delivery;
	const fallbackTime = event.occurredAt ?? receivedAt;
	switch (event.event) {
		case 'refund.created': {
			const refund = genericRefund(event.refund, storeKey, fallbackTime);
			return [{ kind: 'refund.created', occurredAt: refund.createdAt, refund }];
		}
		case 'dispute.opened':
		case 'dispute.won':
		case 'dispute.lost': {
			const status = DISPUTE_STATUS[event.event];
			return [disputeHappening(genericDispute(event.dispute, status, storeKey, fallbackTime))];
		}
		case 'action.recorded': {
			const order = genericAction(event.action, storeKey);
			return [{ kind: 'action.recorded', occurredAt: order.createdAt, order }];
		}
		case 'order.created':
		case 'order.paid':
		case 'order.updated':
		case 'order.cancelled':
			return orderHappenings(event.event, genericOrder(event.event, event.order, storeKey));
	}
}

/** Like the other stores: what the state of the order implies is told with it, once. */
function orderHappenings(event: GenericOrderEvent, order: Order): StoreHappening[] {
	if (event === 'order.cancelled') return [cancelled(order)];
	const isEarning = order.status === 'paid' || order.status === 'partially_refunded';
	return [
		...(event === 'order.created'
			? [{ kind: event, occurredAt: order.createdAt, order } as const]
			: []),
		...(isEarning || event === 'order.paid'
			? [
					{
						kind: 'order.paid',
						occurredAt: order.paidAt ?? order.updatedAt,
						order,
					} as const,
				]
			: []),
		...(event === 'order.updated'
			? [{ kind: event, occurredAt: order.updatedAt, order } as const]
			: []),
		...(order.status === 'cancelled' ? [cancelled(order)] : []),
	];
}

function cancelled(order: Order): StoreHappening {
	const refund = cancellationOf(order);
	return { kind: 'order.cancelled', occurredAt: refund.createdAt, order, refund };
}
