import { storeEvents } from '../../../../lib/mapping/store-events';
import type { StoreEventItem } from '../../../../lib/model/store-event';
import { wooChanges } from '../../../../nodes/shared/storeChanges/wooCommerce';
import {
	startWooSimulator,
	type SimulatedRecord,
	type WooSimulator,
} from '../../../simulators/woocommerce';
import { wooOrderBody } from '../../../support/woo-payloads';
import { identities, kinds, query, readAll, wooAt, WOO_KEYS } from './clients';

let shop: WooSimulator;

beforeEach(async () => {
	shop = await startWooSimulator(WOO_KEYS);
});

afterEach(async () => await shop.close());

const ADDRESS = 'https://shop.example.com/';

function add(input: Parameters<typeof wooOrderBody>[0] = {}): SimulatedRecord {
	const order = wooOrderBody(input) as SimulatedRecord;
	shop.shop.orders.push(order);
	return order;
}

function told(topic: string, body: unknown): readonly StoreEventItem[] {
	const delivery = {
		platform: 'woocommerce',
		topic,
		storeKey: 'shop.example.com',
		deliveryId: 'woo-1',
		hasUniqueDeliveryId: false,
		triggeredAt: null,
		receivedAt: '2026-11-02T10:00:10.000Z',
	} as const;
	const result = storeEvents(delivery, body, query().options);
	return result.outcome === 'events' ? result.items : [];
}

describe('a WooCommerce order', () => {
	it('that is read gives the events of its webhooks, id for id', async () => {
		const order = add({
			meta: { affiliate_click_id: 'clk_1' },
			refunds: [{ id: 77, total: 2_000 }],
		});
		const { items } = await readAll(wooChanges(wooAt(shop.url), ADDRESS));
		const webhooks = [
			...told('order.created', order).filter(({ event }) => event.kind === 'order.created'),
			...told('order.updated', order),
		];
		expect(identities(items)).toEqual(identities(webhooks));
		expect(kinds(items)).toEqual([
			'order.created 501',
			'order.paid 501',
			'order.updated 501',
			'refund.created 77',
		]);
	});

	it('with our own meta is no news, also when it is named to be read', async () => {
		const order = wooOrderBody({ meta: { affiliate_click_id: 'clk_1' } });
		const marked = wooOrderBody({
			meta: { affiliate_click_id: 'clk_1', _affiliate_loop_status: 'approved' },
			overrides: { date_modified_gmt: '2026-11-02T12:00:00' },
		});
		expect(identities(told('order.updated', marked))).toEqual(
			identities(told('order.updated', order)),
		);
		const store = wooChanges(wooAt(shop.url), ADDRESS);
		shop.shop.orders.push(marked as SimulatedRecord);
		const options = { ...query().options, extraMetaKeys: ['_affiliate_loop_status'] };
		const { items } = await readAll(store, {
			options,
			createdSince: '2026-11-20T00:00:00.000Z',
		});
		expect(identities(items)).toEqual(identities(told('order.updated', order)));
	});

	it('that makes no sense keeps no other back', async () => {
		add({ id: 1, overrides: { total: 'free' } });
		add({ id: 2 });
		const { items, unreadable } = await readAll(wooChanges(wooAt(shop.url), ADDRESS));
		expect(kinds(items)).toContain('order.paid 2');
		expect(unreadable).toEqual([{ recordId: '1', reason: expect.any(String) as string }]);
		expect(JSON.stringify(unreadable)).not.toContain('free');
	});
});
