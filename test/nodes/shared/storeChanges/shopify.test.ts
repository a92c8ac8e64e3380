import { storeEvents } from '../../../../lib/mapping/store-events';
import type { StoreEventItem } from '../../../../lib/model/store-event';
import { shopifyChanges } from '../../../../nodes/shared/storeChanges/shopify';
import { startShopifySimulator, type ShopifySimulator } from '../../../simulators/shopify';
import type { DescribedOrder } from '../../../simulators/shopify/described-order';
import { webhookOrderBody, webhookRefundBody } from '../../../simulators/shopify/webhook-body';
import { identities, kinds, query, readAll, shopifyAt, TOKEN } from './clients';

let shop: ShopifySimulator;

beforeEach(async () => {
	shop = await startShopifySimulator({ token: TOKEN });
});

afterEach(async () => await shop.close());

/** What the webhook of a topic gives. */
function told(topic: string, body: unknown, storeKey: string): readonly StoreEventItem[] {
	const delivery = {
		platform: 'shopify',
		topic,
		storeKey,
		deliveryId: 'delivery-1',
		hasUniqueDeliveryId: true,
		triggeredAt: null,
		receivedAt: '2026-11-02T09:00:10.000Z',
	} as const;
	const result = storeEvents(delivery, body, query().options);
	return result.outcome === 'events' ? result.items : [];
}

/** An order of which the two APIs tell different things. */
const ORDER: DescribedOrder = {
	id: 41,
	updatedAt: '2026-11-02T10:00:00Z',
	customer: { id: 7, email: 'buyer@example.com', orderIndex: 3 },
	email: 'buyer@example.com',
	visit: {
		landingPath: '/?ref=kim',
		referrer: 'https://blog.example/',
		code: 'kim',
		at: '2026-11-02T08:00:00Z',
		isReady: true,
	},
	discounts: [{ type: 'discount_code', name: 'KIM10' }],
	lines: [{ price: 5_000, quantity: 2, discounts: [{ application: 0, amount: 1_000 }], tax: 900 }],
	attributes: { affiliate_click_id: 'clk_1' },
	refunds: [
		{
			id: 410,
			createdAt: '2026-11-02T09:30:00Z',
			lines: [{ lineId: 4_100, quantity: 1, subtotal: 4_500, tax: 450 }],
			moved: 4_950,
		},
	],
	status: 'partially_refunded',
};

describe('a Shopify order', () => {
	it('read over GraphQL gives the events of its webhooks, id for id', async () => {
		shop.addOrder(ORDER);
		const store = await shopifyChanges(shopifyAt(shop.url));
		const { items, unreadable } = await readAll(store);
		const [refund] = ORDER.refunds ?? [];
		if (refund === undefined) throw new Error('There is no refund');
		const body = webhookOrderBody(ORDER);

		expect(unreadable).toEqual([]);
		expect(identities(items)).toEqual(
			identities([
				...told('orders/create', body, store.storeKey),
				...told('orders/updated', body, store.storeKey),
				...told('refunds/create', webhookRefundBody(ORDER, refund), store.storeKey),
			]),
		);
		expect(kinds(items).sort()).toEqual([
			'order.created 41',
			'order.paid 41',
			'order.updated 41',
			'refund.created 410',
		]);
	});

	it('that is read brings the visits of its customer', async () => {
		shop.addOrder(ORDER);
		const store = await shopifyChanges(shopifyAt(shop.url));
		const { items } = await readAll(store);
		expect(items[0]?.order?.tracking.visits.length).toBeGreaterThan(0);
	});

	it('with our own tag and attribute is no news', async () => {
		const store = await shopifyChanges(shopifyAt(shop.url));
		const marked: DescribedOrder = {
			...ORDER,
			updatedAt: '2026-11-02T11:00:00Z',
			tags: ['affiliate:kim'],
			attributes: { ...ORDER.attributes, 'affiliate:commission': '5.00' },
		};
		const before = told('orders/updated', webhookOrderBody(ORDER), store.storeKey);
		const after = told('orders/updated', webhookOrderBody(marked), store.storeKey);
		expect(identities(after)).toEqual(identities(before));
		shop.addOrder(marked);
		const { items } = await readAll(store, { createdSince: '2026-11-20T00:00:00.000Z' });
		const orders = items.filter(({ order }) => order !== undefined);
		expect(identities(orders)).toEqual(identities(before));
	});

	it('with a click id that a storefront adds later is news', async () => {
		const store = await shopifyChanges(shopifyAt(shop.url));
		const later = { ...ORDER, attributes: { affiliate_click_id: 'clk_2' } };
		const before = told('orders/updated', webhookOrderBody(ORDER), store.storeKey);
		const after = told('orders/updated', webhookOrderBody(later), store.storeKey);
		expect(identities(after)).not.toEqual(identities(before));
	});

	it('is created once, whatever it has become', async () => {
		const store = await shopifyChanges(shopifyAt(shop.url));
		const pending = told(
			'orders/create',
			webhookOrderBody({ ...ORDER, status: 'pending', refunds: [] }),
			store.storeKey,
		);
		const paid = told('orders/create', webhookOrderBody(ORDER), store.storeKey);
		expect(identities(paid)).toEqual(identities(pending));
	});

	it('of a test gateway is left out', async () => {
		shop.addOrder({ ...ORDER, isTest: true });
		const { items } = await readAll(await shopifyChanges(shopifyAt(shop.url)));
		expect(items).toEqual([]);
	});

	it('that is cancelled, and one with a dispute, give the events of that', async () => {
		shop.addOrder({
			id: 42,
			updatedAt: '2026-11-02T12:00:00Z',
			cancelled: { at: '2026-11-02T12:00:00Z', reason: 'customer' },
			status: 'voided',
		});
		shop.addOrder({
			id: 43,
			updatedAt: '2026-11-02T13:00:00Z',
			disputes: [
				{
					id: 430,
					amount: 10_000,
					status: 'needs_response',
					reason: 'fraudulent',
					initiatedAt: '2026-11-02T12:30:00Z',
					finalizedOn: null,
				},
			],
		});
		const { items } = await readAll(await shopifyChanges(shopifyAt(shop.url)));
		expect(kinds(items)).toEqual(
			expect.arrayContaining(['order.cancelled 42', 'dispute.opened 430']),
		);
	});
});

describe('pages of Shopify', () => {
	it('come oldest first, and each tells up to when all was given', async () => {
		for (let id = 1; id <= 5; id += 1) shop.addOrder({ id, updatedAt: `2026-11-02T1${id}:00:00Z` });
		const store = await shopifyChanges(shopifyAt(shop.url));
		const { items, latest, pages } = await readAll(store, { pageSize: 2 });
		expect(pages).toBe(3);
		expect(kinds(items).filter((kind) => kind.startsWith('order.paid'))).toEqual(
			[1, 2, 3, 4, 5].map((id) => `order.paid ${id}`),
		);
		expect(latest).toEqual([12, 14, 15].map((hour) => `2026-11-02T${hour}:00:00.000Z`));
	});

	it('end with what Shopify says is wrong', async () => {
		shop.revokeToken();
		await expect(shopifyChanges(shopifyAt(shop.url))).rejects.toThrow(/Shopify/);
	});
});
