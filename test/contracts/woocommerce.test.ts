import {
	changedOrders,
	findCustomer,
	readOrder,
	readRefunds,
	readStock,
	type ChangedOrdersPage,
	type ChangedOrdersQuery,
	type WooClient,
} from '../../lib/connectors/woocommerce';
import { wooNotice } from '../../lib/mapping/woocommerce';
import type { SimulatedRecord } from '../simulators/woocommerce';
import { anOrder, answering, atSecond, KEY, manyOrders, to, woo } from './woocommerce-harness';

const NOON = '2026-11-22T12:00:00.000Z';

async function readAll(
	client: WooClient,
	query: Partial<ChangedOrdersQuery> = {},
): Promise<{ ids: number[]; pages: ChangedOrdersPage[] }> {
	const pages: ChangedOrdersPage[] = [];
	let cursor: string | null = null;
	do {
		const page: ChangedOrdersPage = await changedOrders(client, {
			since: NOON,
			overlapMilliseconds: 0,
			...query,
			cursor,
		});
		pages.push(page);
		cursor = page.cursor;
	} while (cursor !== null && pages.length < 100);
	return { ids: pages.flatMap(({ orders }) => orders.map(({ id }) => Number(id))), pages };
}

const idsOf = (orders: readonly SimulatedRecord[]) => orders.map(({ id }) => id);

describe('orders of a WooCommerce shop that changed', () => {
	it('come once each, oldest change first, over any number of pages', async () => {
		const { simulator, client } = await woo();
		simulator.shop.orders.push(...manyOrders(25).reverse());
		const { ids, pages } = await readAll(client(), { limit: 10 });
		expect(ids).toEqual(idsOf(manyOrders(25)));
		expect(pages.at(-1)?.latest).toBe('2026-11-22T12:00:24.000Z');
	});

	it('include the one of the very second that is asked from, and none before', async () => {
		const { simulator, client } = await woo();
		simulator.shop.orders.push(
			anOrder(1, { date_modified_gmt: atSecond(-1) }),
			anOrder(2, { date_modified_gmt: atSecond(0) }),
			anOrder(3, { date_modified_gmt: atSecond(1) }),
		);
		expect((await readAll(client())).ids).toEqual([2, 3]);
		expect((await readAll(client(), { since: '2026-11-22T12:00:00.700Z' })).ids).toEqual([2, 3]);
	});

	it('begin earlier by the overlap, two minutes unless told otherwise', async () => {
		const { simulator, client } = await woo();
		simulator.shop.orders.push(
			anOrder(1, { date_modified_gmt: atSecond(-121) }),
			anOrder(2, { date_modified_gmt: atSecond(-120) }),
		);
		const page = await changedOrders(client(), { since: NOON, cursor: null });
		expect(page.orders.map(({ id }) => id)).toEqual([2]);
	});

	it('are asked for in GMT, whatever the time zone of the shop', async () => {
		const { simulator, client } = await woo();
		simulator.shop.zoneHours = -8;
		simulator.shop.orders.push(...manyOrders(2));
		expect((await readAll(client())).ids).toEqual([1001, 1002]);
	});

	it('that change while they are read come again at their new place, and none is left out', async () => {
		const { simulator, client } = await woo();
		simulator.shop.orders.push(...manyOrders(12));
		simulator.shop.now = atSecond(60);
		simulator.afterList((lists) => {
			if (lists === 1) simulator.shop.changeOrder(1_002, { status: 'completed' });
		});
		const { ids } = await readAll(client(), { limit: 5 });
		expect(new Set(ids).size).toBe(12);
		expect(ids.filter((id) => id === 1_002)).toHaveLength(2);
		expect(ids.at(-1)).toBe(1_002);
	});

	it('are all read where more changed in one second than fit on a page', async () => {
		const { simulator, client } = await woo();
		simulator.shop.orders.push(
			...manyOrders(3),
			...Array.from({ length: 23 }, (_, index) =>
				anOrder(2_000 + index, { date_modified_gmt: atSecond(5) }),
			),
			anOrder(3_000, { date_modified_gmt: atSecond(9) }),
		);
		const { ids } = await readAll(client(), { limit: 5 });
		expect(new Set(ids)).toEqual(new Set(idsOf(simulator.shop.orders)));
		expect(ids.at(-1)).toBe(3_000);
	});

	it('are all read even when some leave that second meanwhile', async () => {
		const { simulator, client } = await woo();
		simulator.shop.orders.push(
			...Array.from({ length: 23 }, (_, index) =>
				anOrder(2_000 + index, { date_modified_gmt: atSecond(5) }),
			),
		);
		simulator.shop.now = atSecond(30);
		simulator.afterList((lists) => simulator.shop.changeOrder(1_999 + lists, {}));
		const { ids } = await readAll(client(), { limit: 5 });
		expect(new Set(ids)).toEqual(new Set(idsOf(simulator.shop.orders)));
	});

	it('can be read without the header that tells the number of pages', async () => {
		const { simulator, client } = await woo({ tellsPages: false });
		simulator.shop.orders.push(...manyOrders(20));
		expect((await readAll(client(), { limit: 10 })).ids).toEqual(idsOf(manyOrders(20)));
		simulator.shop.orders.push(
			...Array.from({ length: 12 }, (_, index) =>
				anOrder(5_000 + index, { date_modified_gmt: atSecond(70) }),
			),
		);
		await expect(readAll(client(), { limit: 5 })).rejects.toMatchObject({
			code: 'window_too_full',
		});
	});

	it('are refused, not misread, from a shop too old to filter by change', async () => {
		const { simulator, client } = await woo({ isOld: true });
		simulator.shop.orders.push(anOrder(1, { date_modified_gmt: atSecond(-3_600) }));
		await expect(readAll(client())).rejects.toMatchObject({
			code: 'vendor_refused',
			hint: expect.stringContaining('5.8'),
		});
	});

	it('leave out the trash and end without a cursor where there are none', async () => {
		const { simulator, client } = await woo();
		simulator.shop.orders.push(anOrder(1, { status: 'trash', date_modified_gmt: atSecond(1) }));
		const { pages } = await readAll(client());
		expect(pages).toEqual([{ orders: [], cursor: null, latest: NOON }]);
	});

	it('go on after a busy shop, waiting as long as it asks', async () => {
		const { simulator, client, waits } = await woo();
		simulator.shop.orders.push(...manyOrders(3));
		simulator.setFaults([
			{
				when: to('GET', '/orders'),
				then: answering(429, { headers: { 'retry-after': '7' } }),
				times: 1,
			},
			{
				when: to('GET', '/orders'),
				then: answering(503, { body: '<html>Maintenance</html>' }),
				times: 1,
			},
			{ when: to('GET', '/orders'), then: 'drop', times: 1 },
		]);
		expect((await readAll(client())).ids).toHaveLength(3);
		expect(waits[0]).toBe(7_000);
		expect(waits).toHaveLength(3);
	});

	it('are, with their refunds, what the webhook would have told', async () => {
		const { simulator, client } = await woo();
		simulator.shop.orders.push(
			anOrder(1, {
				date_modified_gmt: atSecond(1),
				refunds: [{ id: 77, reason: 'Too small', total: '-16.20' }],
			}),
		);
		const { orders } = await changedOrders(client(), { since: NOON, cursor: null });
		const delivery = {
			platform: 'woocommerce',
			topic: 'order.updated',
			storeKey: 'shop.example.com',
			deliveryId: null,
			hasUniqueDeliveryId: false,
			triggeredAt: null,
			receivedAt: NOON,
		} as const;
		expect(wooNotice(delivery, orders[0], [])).toEqual(
			wooNotice(delivery, simulator.shop.orders[0], []),
		);
	});

	it.each(['{}', 'nonsense', '{"from":"today"}'])(
		'are not read from a cursor that no call gave: %s',
		async (cursor) => {
			const { simulator, client } = await woo();
			const reading = changedOrders(client(), { since: NOON, cursor });
			await expect(reading).rejects.toMatchObject({ code: 'invalid_input', path: 'cursor' });
			expect(simulator.requests()).toEqual([]);
		},
	);
});

describe('one order of a WooCommerce shop', () => {
	it('is read by its id, and is null when there is none', async () => {
		const { simulator, client } = await woo();
		simulator.shop.orders.push(anOrder(7));
		expect(await readOrder(client(), '7')).toMatchObject({ id: 7, currency: 'EUR' });
		expect(await readOrder(client(), '8')).toBeNull();
		await expect(readOrder(client(), '../settings')).rejects.toMatchObject({
			code: 'invalid_input',
		});
	});

	it('has refunds in full, over several pages', async () => {
		const { simulator, client } = await woo();
		simulator.shop.orders.push(anOrder(7));
		simulator.shop.refunds.set(
			7,
			Array.from({ length: 130 }, (_, index) => ({ id: 9_000 + index, amount: '1.00' })),
		);
		const refunds = await readRefunds(client(), '7');
		expect(refunds.map(({ id }) => id)).toEqual(
			Array.from({ length: 130 }, (_, index) => 9_000 + index),
		);
		await expect(readRefunds(client(), '8')).rejects.toMatchObject({ code: 'vendor_refused' });
	});
});

describe('a customer in WooCommerce', () => {
	const CUSTOMER = {
		id: 12,
		email: 'Kim+Shop@Example.com',
		role: 'administrator',
		is_paying_customer: true,
		meta_data: [
			{ id: 1, key: '_affiliate_loop_source', value: 'anna' },
			{ id: 2, key: 'loyalty', value: 'gold' },
		],
	};

	it('is found by e-mail address, without case and whatever the role', async () => {
		const { simulator, client } = await woo();
		simulator.shop.customers.push(structuredClone(CUSTOMER));
		expect(await findCustomer(client(), ' kim+shop@example.com ')).toEqual({
			id: '12',
			role: 'administrator',
			isPaying: true,
			meta: { _affiliate_loop_source: 'anna' },
		});
	});

	it.each(['other@example.com', 'no address', '*@example.com'])('is null for %s', async (email) => {
		const { simulator, client } = await woo();
		simulator.shop.customers.push(structuredClone(CUSTOMER));
		expect(await findCustomer(client(), email)).toBeNull();
	});
});

describe('stock in WooCommerce', () => {
	async function withProducts() {
		const context = await woo();
		context.simulator.shop.products.push(
			{
				id: 40,
				type: 'simple',
				sku: 'MUG',
				manage_stock: true,
				stock_quantity: -2,
				stock_status: 'onbackorder',
			},
			{
				id: 41,
				type: 'variable',
				sku: '',
				manage_stock: false,
				stock_quantity: null,
				stock_status: 'instock',
			},
			{
				id: 42,
				type: 'variation',
				parent_id: 41,
				sku: 'SHIRT,RED',
				manage_stock: 'parent',
				stock_quantity: 5,
				stock_status: 'outofstock',
			},
		);
		return context;
	}

	it('is read by SKU, of products and of variations, commas and all', async () => {
		const { client } = await withProducts();
		expect(await readStock(client(), { sku: 'MUG' })).toEqual({
			id: '40',
			sku: 'MUG',
			isTracked: true,
			quantity: '-2',
			inStock: true,
			status: 'onbackorder',
		});
		expect(await readStock(client(), { sku: 'SHIRT,RED' })).toMatchObject({ id: '42' });
		expect(await readStock(client(), { sku: 'CAP' })).toBeNull();
	});

	it('is read by id, of a variation together with its product', async () => {
		const { client } = await withProducts();
		expect(await readStock(client(), { productId: '41' })).toMatchObject({
			isTracked: false,
			quantity: null,
			inStock: true,
		});
		expect(await readStock(client(), { productId: '41', variationId: '42' })).toMatchObject({
			isTracked: true,
			quantity: '5',
			inStock: false,
		});
		expect(await readStock(client(), { productId: '40', variationId: '42' })).toBeNull();
		expect(await readStock(client(), { productId: '99' })).toBeNull();
	});

	it('is not asked for without a SKU', async () => {
		const { client } = await withProducts();
		await expect(readStock(client(), { sku: ' ' })).rejects.toMatchObject({ path: 'sku' });
	});
});

describe('a run against WooCommerce', () => {
	it.each([
		['a wrong key', { consumerKey: 'ck_wrong' }],
		['a wrong secret', { consumerSecret: 'cs_wrong' }],
		['no key, as when the server drops the header', { consumerKey: '', consumerSecret: '' }],
	])('with %s ends after one request and says how to mend it', async (_, key) => {
		const { simulator, client } = await woo();
		const run = client(key);
		await expect(readAll(run)).rejects.toMatchObject({
			code: 'vendor_unavailable',
			message: expect.stringContaining('(401)'),
			hint: expect.stringContaining('Authorization'),
		});
		await expect(readAll(run)).rejects.toMatchObject({ code: 'vendor_unavailable' });
		expect(simulator.requests()).toHaveLength(1);
	});

	it('with a key that may not read names the permission', async () => {
		const { client } = await woo({ permissions: 'write' });
		await expect(readAll(client())).rejects.toMatchObject({
			code: 'vendor_refused',
			hint: expect.stringContaining('read and write'),
		});
	});

	it('finds a shop below a path, also when the address goes on to the API', async () => {
		const { simulator, client } = await woo({ path: '/store' });
		simulator.shop.orders.push(...manyOrders(1));
		expect((await readAll(client({}, `${simulator.url}/wp-json/wc/v3/`))).ids).toEqual([1001]);
	});

	it('against an address without the API says so', async () => {
		const { simulator, client } = await woo({ path: '/store' });
		const origin = new URL(simulator.url).origin;
		await expect(readAll(client({}, origin))).rejects.toMatchObject({
			code: 'vendor_refused',
			hint: expect.stringContaining('Permalinks'),
		});
	});

	it.each([
		['a redirection', answering(301, { headers: { location: 'https://www.example.com' } })],
		['a page', answering(200, { body: '<html>Coming soon</html>' })],
		['the page of a firewall', answering(403, { body: '<html>Denied</html>' })],
	])('against %s says that it is not the API', async (_, then) => {
		const { simulator, client } = await woo();
		simulator.setFaults([{ when: to('GET', '/orders'), then }]);
		await expect(readAll(client())).rejects.toMatchObject({
			code: 'vendor_refused',
			message: expect.stringContaining('NOT_THE_API'),
		});
	});

	it('keeps secret and personal data out of its errors', async () => {
		const { simulator, client } = await woo();
		const body = {
			code: 'rest_invalid_param',
			message: 'Invalid parameter(s): email kim@example.com',
			data: { status: 400, params: { email: 'kim@example.com is odd' } },
		};
		simulator.setFaults([{ when: to('GET', '/customers'), then: answering(400, { body }) }]);
		const error: unknown = await findCustomer(client(), 'kim@example.com').catch(
			(reason: unknown) => reason,
		);
		expect(error).toMatchObject({ code: 'vendor_refused', path: 'email' });
		expect(`${String(error)} ${JSON.stringify(error)}`).not.toMatch(/kim@|cs_simulated/);
	});

	it.each(['http://shop.example.com', 'ftp://shop.example.com', 'https://u:p@shop.example.com'])(
		'is not made to %s, which would give the secret away',
		async (baseUrl) => {
			const { client } = await woo();
			expect(() => client(KEY, baseUrl)).toThrow('address of WooCommerce');
		},
	);
});
