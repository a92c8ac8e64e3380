import fc from 'fast-check';
import { formatAmount } from '../../../lib/kernel';
import { toJson } from '../../../lib/model/json';
import {
	STORE_EVENT_KINDS,
	storeEventItemSchema,
	type StoreEventItem,
	type StoreEventKind,
} from '../../../lib/model/store-event';
import { shopifyDelivery } from '../../../lib/mapping/shopify';
import { storeEvents, type StoreEventOptions } from '../../../lib/mapping/store-events';
import { wooDelivery } from '../../../lib/mapping/woocommerce';
import { shopifyOrderBody, shopifyRefundBody } from '../../support/shopify-payloads';
import { wooOrderBody } from '../../support/woo-payloads';

const RECEIVED = '2026-11-02T09:00:10.000Z';

const ALL: StoreEventOptions = {
	kinds: STORE_EVENT_KINDS,
	includeTestOrders: false,
	extraMetaKeys: [],
};

interface Sent {
	readonly topic: string;
	readonly deliveryId?: string;
	readonly receivedAt?: string;
	readonly options?: StoreEventOptions;
}

function fromShopify(body: unknown, { topic, deliveryId, receivedAt, options }: Sent) {
	const headers = {
		'x-shopify-topic': topic,
		'x-shopify-shop-domain': 'Demo.myshopify.com',
		'x-shopify-webhook-id': deliveryId ?? 'delivery-1',
		'x-shopify-triggered-at': '2026-11-02T09:00:06.123456789Z',
	};
	return storeEvents(shopifyDelivery(headers, receivedAt ?? RECEIVED, ''), body, options ?? ALL);
}

function fromWoo(body: unknown, { topic, deliveryId, receivedAt, options }: Sent) {
	const headers = {
		'x-wc-webhook-topic': topic,
		'x-wc-webhook-source': 'https://Shop.example.com/store/',
		'x-wc-webhook-delivery-id': deliveryId ?? 'woo-1',
	};
	return storeEvents(wooDelivery(headers, receivedAt ?? RECEIVED, ''), body, options ?? ALL);
}

function itemsOf(result: ReturnType<typeof storeEvents>): readonly StoreEventItem[] {
	return result.outcome === 'events' ? result.items : [];
}

function kindsOf(result: ReturnType<typeof storeEvents>): StoreEventKind[] {
	return itemsOf(result).map(({ event }) => event.kind);
}

describe('kinds of events from Shopify', () => {
	const cancelled = { cancelled_at: '2026-11-03T10:00:00Z', cancel_reason: 'customer' };

	it.each([
		['orders/create', {}, ['order.created']],
		['orders/paid', {}, ['order.paid']],
		['orders/updated', {}, ['order.paid', 'order.updated']],
		['orders/updated', { financial_status: 'partially_refunded' }, ['order.paid', 'order.updated']],
		['orders/updated', { financial_status: 'pending' }, ['order.updated']],
		['orders/updated', { financial_status: 'refunded' }, ['order.updated']],
		['orders/updated', cancelled, ['order.updated', 'order.cancelled']],
		['orders/cancelled', cancelled, ['order.cancelled']],
	])('%s with %j gives %j', (topic, overrides, kinds) => {
		expect(kindsOf(fromShopify(shopifyOrderBody({ overrides }), { topic }))).toEqual(kinds);
	});

	it('the topic, which nobody signs, cannot cancel an order whose body says it is not', () => {
		const result = fromShopify(shopifyOrderBody(), { topic: 'orders/cancelled' });
		expect(result).toEqual({ outcome: 'ignored', reason: 'not_cancelled' });
	});

	it('a cancellation whose body leaves the date out is still one', () => {
		const body = shopifyOrderBody();
		delete body.cancelled_at;
		expect(kindsOf(fromShopify(body, { topic: 'orders/cancelled' }))).toEqual(['order.cancelled']);
	});

	it('a refund is an event of its own', () => {
		const [item] = itemsOf(fromShopify(shopifyRefundBody(), { topic: 'refunds/create' }));
		expect(item?.event).toMatchObject({ kind: 'refund.created', recordId: '800001' });
		expect(item).not.toHaveProperty('order');
	});

	it('a cancelled order comes with a refund of all of it', () => {
		const body = shopifyOrderBody({
			lines: [{ price: 5_000, tax: 950 }],
			shipping: { price: 500 },
			overrides: cancelled,
		});
		const [item] = itemsOf(fromShopify(body, { topic: 'orders/cancelled' }));
		expect(item?.refund).toMatchObject({
			kind: 'cancellation',
			refundId: 'cancellation-5000000000001',
			reason: 'customer',
			createdAt: '2026-11-03T10:00:00.000Z',
		});
		expect(formatAmount(item?.refund?.total ?? { amountMinor: 0n, currency: 'EUR' })).toBe('64.50');
		expect(item?.refund?.lines).toHaveLength(1);
	});

	it.each([
		['products/update', shopifyOrderBody(), 'other_topic'],
		['constructor', shopifyOrderBody(), 'other_topic'],
		['orders/paid', shopifyOrderBody({ overrides: { test: true } }), 'test_order'],
		[
			'orders/paid',
			JSON.parse(
				'{"id":820982911946154508,"test":true,"currency":"USD","created_at":"2026-11-02T10:00:00Z","line_items":[]}',
			),
			'test_notification',
		],
		['refunds/create', JSON.parse('{"id":1,"order_id":820982911946154508}'), 'test_notification'],
		[
			'refunds/create',
			shopifyRefundBody({
				transactions: [
					{ kind: 'refund', status: 'success', amount: '1', currency: 'EUR', test: true },
				],
			}),
			'test_order',
		],
	])('%s gives no event when it is not for us', (topic, body, reason) => {
		expect(fromShopify(body, { topic })).toEqual({ outcome: 'ignored', reason });
	});

	it('a test order is taken when asked for, the test notification never', () => {
		const options = { ...ALL, includeTestOrders: true };
		const order = shopifyOrderBody({ overrides: { test: true } });
		expect(kindsOf(fromShopify(order, { topic: 'orders/paid', options }))).toEqual(['order.paid']);
		const notification: unknown = JSON.parse(
			'{"id":820982911946154508,"currency":"USD","created_at":"2026-11-02T10:00:00Z","line_items":[]}',
		);
		expect(fromShopify(notification, { topic: 'orders/paid', options }).outcome).toBe('ignored');
	});
});

describe('kinds of events from WooCommerce', () => {
	it.each([
		['order.created', {}, ['order.created', 'order.paid'], 'the body is built late'],
		[
			'order.created',
			{ status: 'pending', date_paid_gmt: null },
			['order.created'],
			'not paid yet',
		],
		['order.updated', {}, ['order.paid', 'order.updated'], 'there is no topic for payment'],
		['order.restored', {}, ['order.paid', 'order.updated'], 'it is back from the trash'],
		[
			'order.updated',
			{ status: 'cancelled' },
			['order.updated', 'order.cancelled'],
			'there is no topic for cancellation',
		],
		[
			'order.updated',
			{ status: 'failed' },
			['order.updated', 'order.cancelled'],
			'a payment that fails after it was booked takes the order back',
		],
		[
			'order.updated',
			{ status: 'failed', date_paid_gmt: null },
			['order.updated'],
			'nothing was paid',
		],
	])('%s with %j gives %j, because %s', (topic, overrides, kinds, _because) => {
		expect(kindsOf(fromWoo(wooOrderBody({ overrides }), { topic }))).toEqual(kinds);
	});

	it('every refund of an order is an event, the same one in every later notice', () => {
		const first = fromWoo(wooOrderBody({ refunds: [{ id: 9, total: 810 }] }), {
			topic: 'order.updated',
		});
		const later = fromWoo(
			wooOrderBody({
				refunds: [
					{ id: 10, total: 1_620 },
					{ id: 9, total: 810 },
				],
				overrides: { date_modified_gmt: '2026-11-09T10:00:00' },
			}),
			{ topic: 'order.updated' },
		);
		const refundsOf = (result: ReturnType<typeof storeEvents>) =>
			itemsOf(result).filter(({ event }) => event.kind === 'refund.created');
		const [nine] = refundsOf(first);
		const [ten, nineAgain] = refundsOf(later);
		expect(nine?.refund).toMatchObject({ refundId: '9', lines: null });
		expect(formatAmount(nine?.refund?.total ?? { amountMinor: 0n, currency: 'EUR' })).toBe('8.10');
		expect(nineAgain?.event.eventId).toBe(nine?.event.eventId);
		expect(ten?.event.eventId).not.toBe(nine?.event.eventId);
	});

	it.each([
		['order.deleted', { id: 5 }, 'deleted_record'],
		['product.updated', { id: 5 }, 'other_topic'],
	])('%s gives no event', (topic, body, reason) => {
		expect(fromWoo(body, { topic })).toEqual({ outcome: 'ignored', reason });
	});

	it('the shop is the host and folder of its address', () => {
		const [item] = itemsOf(fromWoo(wooOrderBody(), { topic: 'order.updated' }));
		expect(item?.event.storeKey).toBe('shop.example.com/store');
	});
});

describe('the identity of an event', () => {
	function idOf(body: unknown, sent: Partial<Sent> = {}): string {
		const items = itemsOf(fromShopify(body, { topic: 'orders/updated', ...sent }));
		return items.find(({ event }) => event.kind === 'order.paid')?.event.eventId ?? 'none';
	}

	it('does not depend on delivery, time of arrival, topic or the order of keys', () => {
		const body = shopifyOrderBody({ lines: [{ price: 100 }, { price: 200 }] });
		const reference = idOf(body);
		fc.assert(
			fc.property(
				fc.uuid(),
				fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') }),
				fc.constantFrom('orders/paid', 'orders/updated'),
				fc.shuffledSubarray(Object.entries(body), { minLength: Object.keys(body).length }),
				(deliveryId, at, topic, entries) => {
					const shuffled = Object.fromEntries(entries);
					const receivedAt = at.toISOString();
					expect(idOf(shuffled, { deliveryId, receivedAt, topic })).toBe(reference);
				},
			),
			{ numRuns: 60 },
		);
	});

	it.each([
		[{ updated_at: '2026-12-01T10:00:00Z' }, 'time is not content'],
		[{ tags: 'affiliate-anna', note: 'ours' }, 'our own tag and note must not come back as news'],
		[{ financial_status: 'partially_refunded' }, 'a part refund is told by its own event'],
		[{ customer: { id: 7_001, orders_count: 9 } }, 'later orders of the buyer are other orders'],
		[{ fulfillment_status: 'fulfilled' }, 'sending the goods changes no money'],
	])('stays when %j changes, because %s', (overrides, _because) => {
		expect(idOf(shopifyOrderBody({ overrides }))).toBe(idOf(shopifyOrderBody()));
	});

	it.each([
		[{ lines: [{ price: 5_001, quantity: 2 }] }, 'a price changed'],
		[
			{ overrides: { discount_applications: [{ type: 'discount_code', code: 'ANNA' }] } },
			'a coupon says whose order it is',
		],
		[
			{ overrides: { note_attributes: [{ name: 'affiliate_click_id', value: 'clk_02' }] } },
			'another click sent the buyer',
		],
		[{ overrides: { customer: { id: 8 } } }, 'another buyer'],
	])('changes with %j, because %s', (input, _because) => {
		expect(idOf(shopifyOrderBody(input))).not.toBe(idOf(shopifyOrderBody()));
	});

	it('is of one shop and one kind', () => {
		const items = itemsOf(fromShopify(shopifyOrderBody(), { topic: 'orders/updated' }));
		expect(new Set(items.map(({ event }) => event.eventId)).size).toBe(2);
		const other = shopifyDelivery(
			{ 'x-shopify-topic': 'orders/updated', 'x-shopify-shop-domain': 'other.myshopify.com' },
			RECEIVED,
			'',
		);
		const [paid] = itemsOf(storeEvents(other, shopifyOrderBody(), ALL));
		expect(paid?.event.eventId).not.toBe(items[0]?.event.eventId);
	});
});

describe('an event item', () => {
	it('is what the schema of the trigger says, through JSON and back', () => {
		for (const { body, topic } of [
			{ body: shopifyOrderBody(), topic: 'orders/paid' },
			{ body: shopifyRefundBody(), topic: 'refunds/create' },
			{
				body: shopifyOrderBody({ overrides: { cancelled_at: '2026-11-03T10:00:00Z' } }),
				topic: 'orders/cancelled',
			},
		]) {
			for (const item of itemsOf(fromShopify(body, { topic }))) {
				const json: unknown = JSON.parse(JSON.stringify(toJson(item)));
				expect(storeEventItemSchema.parse(json)).toEqual(item);
			}
		}
	});

	it('says when it happened and when it came', () => {
		const [paid] = itemsOf(fromShopify(shopifyOrderBody(), { topic: 'orders/paid' }));
		expect(paid?.event).toMatchObject({
			occurredAt: '2026-11-02T09:00:06.123Z',
			receivedAt: RECEIVED,
			deliveryId: 'delivery-1',
			storeKey: 'demo.myshopify.com',
		});
	});

	it('of a kind nobody asked for is left out', () => {
		const options = { ...ALL, kinds: ['refund.created'] as const };
		expect(fromShopify(shopifyOrderBody(), { topic: 'orders/paid', options })).toEqual({
			outcome: 'ignored',
			reason: 'kind_not_selected',
		});
	});

	it('needs to know its shop', () => {
		const delivery = shopifyDelivery({ 'x-shopify-topic': 'orders/paid' }, RECEIVED, '');
		expect(() => storeEvents(delivery, shopifyOrderBody(), ALL)).toThrow('which shop');
		const told = shopifyDelivery({ 'x-shopify-topic': 'orders/paid' }, RECEIVED, 'demo');
		expect(told.storeKey).toBe('demo.myshopify.com');
	});

	it('tells what is wrong with a body without repeating it', () => {
		const body = { ...wooOrderBody(), line_items: 'secret@example.com' };
		const reading = () => fromWoo(body, { topic: 'order.updated' });
		expect(reading).toThrow('order.line_items');
		expect(reading).not.toThrow('secret@example.com');
	});
});
