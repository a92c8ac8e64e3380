import { readBody } from '../../../nodes/StoreOrderTrigger/readBody';
import { shopifyDelivery } from '../../../lib/mapping/shopify';
import { wooDelivery } from '../../../lib/mapping/woocommerce';
import { STORE_EVENT_KINDS, storeEventItemSchema } from '../../../lib/model/store-event';
import { toJson } from '../../../lib/model/json';
import { shopifyOrderBody, shopifyRefundBody } from '../../support/shopify-payloads';
import { wooOrderBody } from '../../support/woo-payloads';

const ALL = { kinds: STORE_EVENT_KINDS, includeTestOrders: false, extraMetaKeys: [] };

function read(topic: string, body: string) {
	const headers = { 'x-shopify-topic': topic, 'x-shopify-shop-domain': 'demo.myshopify.com' };
	return readBody(shopifyDelivery(headers, '2026-11-02T09:00:10.000Z', ''), body, ALL);
}

function itemsOf(topic: string, body: string) {
	const reading = read(topic, body);
	if (reading.outcome !== 'events') throw new Error(reading.reason);
	return reading.items;
}

/** JSON in which a short id stands for one that no JavaScript number can hold. */
function withBigIds(body: object, ids: Readonly<Record<string, string>>): string {
	return Object.entries(ids).reduce(
		(text, [short, long]) => text.replaceAll(`:${short},`, `:${long},`),
		JSON.stringify(body),
	);
}

describe('ids above 2^53', () => {
	const order = withBigIds(
		shopifyOrderBody({
			id: 101,
			lines: [
				{ id: 201, price: 1_000 },
				{ id: 202, price: 2_000 },
			],
		}),
		{
			101: '9007199254740993',
			201: '9007199254740995',
			202: '9007199254740997',
			7001: '9007199254741001',
		},
	);

	it('keep every digit in orders, lines and customers', () => {
		const [paid] = itemsOf('orders/paid', order.replace('Order/101', 'Order/9007199254740993'));
		expect(paid?.order?.orderId).toBe('9007199254740993');
		expect(paid?.order?.lines.map(({ lineId }) => lineId)).toEqual([
			'9007199254740995',
			'9007199254740997',
		]);
		expect(paid?.order?.customer.customerId).toBe('9007199254741001');
	});

	it('tie a refund to its order and its line', () => {
		const refund = withBigIds(
			shopifyRefundBody({
				lines: [{ lineId: 202, subtotal: 2_000 }],
				overrides: { order_id: 101 },
			}),
			{ 101: '9007199254740993', 202: '9007199254740997' },
		);
		const [created] = itemsOf('refunds/create', refund);
		expect(created?.refund?.orderId).toBe('9007199254740993');
		expect(created?.refund?.lines?.[0]?.lineId).toBe('9007199254740997');
	});

	it('of the test notification are still recognised', () => {
		const body = JSON.stringify(shopifyOrderBody({ id: 101 })).replaceAll(
			'101,',
			'820982911946154508,',
		);
		expect(read('orders/paid', body)).toEqual({ outcome: 'ignored', reason: 'test_notification' });
	});
});

describe('what a shopper writes into the cart', () => {
	it.each([
		['a key that names the prototype', '__proto__', 'x'],
		['a key that names the constructor', 'constructor', 'x'],
		['a very long key', 'k'.repeat(5_000), 'x'],
		['a very long value', 'note', 'v'.repeat(50_000)],
		['invisible characters', 'no\u0000te\u202e', '\u0000\ud800'],
		['an empty key', '', 'x'],
	])('never costs the order: %s', (_, name, value) => {
		const body = shopifyOrderBody({ overrides: { note_attributes: [{ name, value }] } });
		const [paid] = itemsOf('orders/paid', JSON.stringify(body));
		const wire: unknown = JSON.parse(JSON.stringify(toJson(paid)));
		expect(storeEventItemSchema.safeParse(wire).error).toBeUndefined();
		expect(({} as Record<string, unknown>)['x']).toBeUndefined();
	});
});

it('an order meta key that every object has never costs a WooCommerce order', () => {
	const meta = [{ id: 1, key: 'constructor', value: 'x' }];
	const body = JSON.stringify(wooOrderBody({ overrides: { meta_data: meta } }));
	const headers = {
		'x-wc-webhook-topic': 'order.created',
		'x-wc-webhook-source': 'https://shop.example.com',
	};
	const reading = readBody(wooDelivery(headers, '2026-11-02T09:00:10.000Z', ''), body, ALL);
	if (reading.outcome !== 'events') throw new Error(reading.reason);
	const wire: unknown = JSON.parse(JSON.stringify(toJson(reading.items[0])));
	expect(storeEventItemSchema.safeParse(wire).error).toBeUndefined();
});

describe('a body that cannot be read', () => {
	it.each([
		['an amount', { total_price: 'buyer@example.com', total_price_set: null }],
		['a date', { created_at: 'buyer@example.com' }],
		['a currency', { currency: 'buyer@example.com' }],
	])('is never repeated in the reason: %s', (_, overrides) => {
		const reading = read('orders/paid', JSON.stringify(shopifyOrderBody({ overrides })));
		expect(reading.outcome).toBe('unreadable');
		expect(JSON.stringify(reading)).not.toContain('buyer@example.com');
	});
});
