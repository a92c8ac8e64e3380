import { shopifyDelivery } from '../../lib/mapping/shopify';
import { STORE_EVENT_KINDS, type StoreEventItem } from '../../lib/model/store-event';
import type { InboxEntry } from '../../lib/ports/inbox-store';
import { eventEntries } from '../../nodes/StoreOrderTrigger/inboxEntries';
import { readBody } from '../../nodes/StoreOrderTrigger/readBody';
import { STORE_KEY } from '../support/builders';
import { shopifyOrderBody, shopifyRefundBody, type JsonObject } from '../support/shopify-payloads';

/*
 * What a shop tells of its orders: paid, given back in parts, cancelled. Webhook bodies as Shopify sends them, read
 * by the trigger's own code.
 */

/** Who takes orders and who takes refunds: two workflows, as they are shipped. */
export const CONSUMERS = { orders: 'chaos-orders', refunds: 'chaos-refunds' } as const;

const RECEIVED_AT = '2026-11-10T09:00:00.000Z';

/** One webhook, in the form in which it is stored before it is confirmed. */
export interface Delivery {
	readonly orderId: string;
	readonly entries: readonly InboxEntry[];
	/** For whoever carries them out in order and undisturbed. */
	readonly items: readonly StoreEventItem[];
}

/** Everything that a shop tells of its orders, each order's deliveries in the order in which they happened. */
export function shopStory(count: number, random: () => number): Delivery[] {
	return Array.from({ length: count }, (_, index) => orderStory(index, random)).flat();
}

function orderStory(index: number, random: () => number): Delivery[] {
	const id = 6_000_000_000_000 + index;
	const prices = Array.from(
		{ length: 1 + Math.floor(random() * 3) },
		() => 1 + Math.floor(random() * 20_000),
	);
	const lines = prices.map((price, line) => ({ id: line + 1, price }));
	const body = (overrides: JsonObject) => shopifyOrderBody({ id, lines, overrides });
	const told: Array<readonly [string, JsonObject]> = [['orders/paid', body({})]];
	prices.forEach((price, line) => {
		let left = price;
		for (let part = 0; part < 3 && left > 0 && random() < 0.5; part += 1) {
			const subtotal = Math.min(left, 1 + Math.floor(random() * price));
			left -= subtotal;
			told.push(['refunds/create', partOf(id, line + 1, subtotal, part)]);
		}
	});
	if (told.length > 1) {
		const overrides = {
			financial_status: 'partially_refunded',
			updated_at: '2026-11-06T10:00:00+01:00',
		};
		told.push(['orders/updated', body(overrides)]);
	}
	if (random() < 0.25) {
		const overrides = {
			financial_status: 'refunded',
			cancelled_at: '2026-11-07T10:00:00+01:00',
			updated_at: '2026-11-07T10:00:00+01:00',
		};
		told.push(['orders/cancelled', body(overrides)], ['orders/updated', body(overrides)]);
	}
	return told.map(([topic, json], number) => deliveryOf(String(id), topic, json, number));
}

function partOf(orderId: number, lineId: number, subtotal: number, part: number): JsonObject {
	return shopifyRefundBody({
		lines: [{ lineId, quantity: 0, subtotal }],
		overrides: { id: Number(`${orderId % 1_000_000}${lineId}${part}`), order_id: orderId },
	});
}

function deliveryOf(orderId: string, topic: string, json: JsonObject, number: number): Delivery {
	const headers = {
		'x-shopify-topic': topic,
		'x-shopify-shop-domain': STORE_KEY,
		'x-shopify-webhook-id': `webhook-${orderId}-${number}`,
	};
	const delivery = shopifyDelivery(headers, RECEIVED_AT, '');
	const options = { kinds: STORE_EVENT_KINDS, includeTestOrders: true, extraMetaKeys: [] };
	const reading = readBody(delivery, JSON.stringify(json), options);
	if (reading.outcome !== 'events') throw new Error(`A body of the story is ${reading.outcome}`);
	const isOrder = ({ event }: StoreEventItem) => event.kind === 'order.paid';
	const isRefund = ({ refund }: StoreEventItem) => refund !== undefined;
	const [orders, refunds] = [reading.items.filter(isOrder), reading.items.filter(isRefund)];
	return {
		orderId,
		items: [...orders, ...refunds],
		entries: [
			...eventEntries(CONSUMERS.orders, delivery, orders),
			...eventEntries(CONSUMERS.refunds, delivery, refunds),
		],
	};
}

/** Each delivery once to three times, in no order. */
export function shuffled(story: readonly Delivery[], random: () => number): Delivery[] {
	return story
		.flatMap((delivery) => Array.from({ length: 1 + Math.floor(random() * 3) }, () => delivery))
		.map((delivery) => ({ delivery, at: random() }))
		.sort((a, b) => a.at - b.at)
		.map(({ delivery }) => delivery);
}
