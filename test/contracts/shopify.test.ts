import {
	changedOrders,
	readOrder,
	readShopFacts,
	ShopifyClient,
	shopifyAdminUrl,
	type ChangedOrdersPage,
	type ChangedOrdersQuery,
} from '../../lib/connectors/shopify';
import { shopifyGraphqlOrder } from '../../lib/mapping/shopify/graphql';
import { axiosHttpPort } from '../support/axios-http-port';
import { answering, asked, manyOrders, operation, SHOP, shopify, TOKEN } from './shopify-harness';

const SINCE: ChangedOrdersQuery = { since: '2026-11-22T00:00:00Z', overlapMilliseconds: 0 };

async function readAll(
	client: ShopifyClient,
	query: ChangedOrdersQuery,
	between: (page: ChangedOrdersPage) => void = () => undefined,
): Promise<{ ids: string[]; pages: ChangedOrdersPage[] }> {
	const pages: ChangedOrdersPage[] = [];
	let cursor: string | null = null;
	do {
		const page: ChangedOrdersPage = await changedOrders(client, query, cursor);
		pages.push(page);
		between(page);
		({ cursor } = page);
	} while (cursor !== null);
	const ids = pages.flatMap(({ orders }) =>
		orders.map((order) => String(order['legacyResourceId'])),
	);
	return { ids, pages };
}

describe('orders that changed', () => {
	it('are read page by page, oldest change first, each once', async () => {
		const { simulator, client } = await shopify({ costs: { maximum: 1e6, singleRequest: 1e6 } });
		manyOrders(23).forEach((order) => simulator.addOrder(order));

		const { ids, pages } = await readAll(client(), SINCE);

		expect(ids).toEqual(manyOrders(23).map(({ id }) => String(id)));
		expect(pages.map(({ orders }) => orders.length)).toEqual([10, 10, 3]);
		expect(pages[2]?.latest).toBe('2026-11-22T00:00:22.000Z');
	});

	it('begin as much earlier as the caller says', async () => {
		const { simulator, client } = await shopify();
		manyOrders(10, 60).forEach((order) => simulator.addOrder(order));
		const since = '2026-11-22T00:05:00Z';

		const exact = await readAll(client(), { since, overlapMilliseconds: 0 });
		const overlapping = await readAll(client(), { since, overlapMilliseconds: 120_000 });

		expect([exact.ids.length, overlapping.ids.length]).toEqual([5, 7]);
	});

	it('come in smaller pages when a page costs too much, and stay small', async () => {
		const { simulator, client } = await shopify();
		manyOrders(5).forEach((order) => simulator.addOrder(order));

		const { ids, pages } = await readAll(client(), SINCE);

		expect(ids).toHaveLength(5);
		expect(pages.length).toBeGreaterThan(1);
		const sizes = simulator
			.requests()
			.map(({ body }) => (body as { variables: { first: number } }).variables.first);
		expect(sizes.slice(0, 3)).toEqual([10, 5, 2]);
		expect(new Set(sizes.slice(2)).size).toBe(1);
	});

	it('are each read once beyond the length at which Shopify ends a list', async () => {
		const { simulator, client } = await shopify({
			costs: { maximum: 1e9, singleRequest: 1e9 },
		});
		const orders = manyOrders(240).map((order, index) => ({
			...order,
			updatedAt: `2026-11-22T00:0${Math.floor(index / 80)}:00Z`,
		}));
		orders.forEach((order) => simulator.addOrder(order));
		const from = '2026-11-22T00:00:00.000Z';
		let cursor: string | null = JSON.stringify({
			...{ from, after: null, seen: 23_850, size: 50, latest: from, atLatest: [], atFrom: [] },
		});

		const ids: string[] = [];
		while (cursor !== null) {
			const page: ChangedOrdersPage = await changedOrders(client(), SINCE, cursor);
			ids.push(...page.orders.map((order) => String(order['legacyResourceId'])));
			({ cursor } = page);
		}

		expect(ids).toEqual(orders.map(({ id }) => String(id)));
		const filters = simulator
			.requests()
			.map(({ body }) => (body as { variables: { filter: string } }).variables.filter);
		expect(new Set(filters).size).toBe(2);
	});

	it('cannot be read when more of them changed in one second than Shopify lists', async () => {
		const { simulator, client } = await shopify({ costs: { maximum: 1e9, singleRequest: 1e9 } });
		manyOrders(20, 0).forEach((order) => simulator.addOrder(order));
		const from = '2026-11-22T00:00:00.000Z';
		const cursor = {
			from,
			after: null,
			seen: 23_995,
			size: 10,
			latest: from,
			atLatest: [],
			atFrom: [],
		};

		await expect(changedOrders(client(), SINCE, JSON.stringify(cursor))).rejects.toMatchObject({
			code: 'window_too_full',
		});
	});

	it('that change while they are read are read again at the end', async () => {
		const { simulator, client } = await shopify();
		manyOrders(4).forEach((order) => simulator.addOrder(order));
		let isChanged = false;

		const { ids } = await readAll(client(), SINCE, () => {
			if (isChanged) return;
			isChanged = true;
			const order = simulator.order(1_000_001);
			if (order) order['updatedAt'] = '2026-11-22T09:00:00Z';
		});

		expect(ids).toEqual(['1000001', '1000002', '1000003', '1000004', '1000001']);
	});

	it('have all lines and all lines of refunds, however many', async () => {
		const { simulator, client } = await shopify();
		const lines = Array.from({ length: 73 }, (_, index) => ({ id: 7_000 + index, price: 100 }));
		simulator.addOrder({
			id: 1_000_001,
			lines,
			status: 'partially_refunded',
			refunds: [31, 32].map((id) => ({
				id,
				createdAt: '2026-11-05T08:00:00Z',
				lines: lines.map((line) => ({ lineId: line.id, quantity: 1, subtotal: 50 })),
				moved: 3_650,
			})),
			updatedAt: '2026-11-22T00:00:01Z',
		});

		const { pages } = await readAll(client(), SINCE);
		const read = shopifyGraphqlOrder(pages[0]?.orders[0], SHOP);

		expect(read.order.lines).toHaveLength(73);
		expect(read.refunds.map((refund) => refund.lines?.length)).toEqual([73, 73]);
		expect(read.refunds.map((refund) => refund.refundId)).toEqual(['31', '32']);
	});

	it('wait as long as the cost says when they are throttled', async () => {
		const { simulator, client, waits } = await shopify({
			costs: { maximum: 900, restoreRate: 100 },
		});
		manyOrders(6).forEach((order) => simulator.addOrder(order));
		simulator.setFaults([
			{
				when: operation('OrdersPage'),
				times: 1,
				then: {
					answer: {
						status: 200,
						body: {
							errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }],
							extensions: {
								cost: {
									requestedQueryCost: 850,
									actualQueryCost: null,
									throttleStatus: {
										maximumAvailable: 900,
										currentlyAvailable: 125,
										restoreRate: 100,
									},
								},
							},
						},
					},
				},
			},
		]);

		const { ids } = await readAll(client(), { ...SINCE, pageSize: 2 });

		expect(ids).toHaveLength(6);
		expect(waits[0]).toBe(7_250);
	});

	it('are all read although the bucket of costs is small and runs dry', async () => {
		const { simulator, client, waits } = await shopify({
			costs: { maximum: 950, restoreRate: 50 },
		});
		manyOrders(12).forEach((order) => simulator.addOrder(order));

		const { ids } = await readAll(client(), SINCE);

		expect(ids).toHaveLength(12);
		expect(waits.length).toBeGreaterThan(0);
	});

	it('are read again where the reading stopped', async () => {
		const { simulator, client } = await shopify();
		manyOrders(5).forEach((order) => simulator.addOrder(order));
		const first = await changedOrders(client(), SINCE, null);
		simulator.setFaults([{ when: operation('OrdersPage'), times: 5, then: answering(503) }]);

		await expect(changedOrders(client(), SINCE, first.cursor)).rejects.toMatchObject({
			code: 'vendor_unavailable',
		});
		const again = await changedOrders(client(), SINCE, first.cursor);

		expect(again.orders[0]?.['legacyResourceId']).toBe(String(1_000_001 + first.orders.length));
	});

	it('refuse a place that no call gave', async () => {
		const { client } = await shopify();
		await expect(changedOrders(client(), SINCE, 'page 2')).rejects.toMatchObject({
			code: 'invalid_input',
			path: 'cursor',
		});
	});
});

describe('one order', () => {
	it('is read by number or global id, and null when it is not there', async () => {
		const { simulator, client } = await shopify();
		simulator.addOrder({ id: 1_000_001 });

		const byNumber = await readOrder(client(), '1000001');
		const byId = await readOrder(client(), 'gid://shopify/Order/1000001');

		expect(byNumber?.order).toEqual(byId?.order);
		expect(await readOrder(client(), '42')).toBeNull();
		await expect(readOrder(client(), 'gid://shopify/Customer/1')).rejects.toMatchObject({
			code: 'invalid_input',
		});
	});

	it('has all its refunds, also where few fit into one request', async () => {
		const { simulator, client } = await shopify({
			costs: { maximum: 100_000, singleRequest: 540 },
		});
		const ids = Array.from({ length: 7 }, (_, index) => 31 + index);
		const createdAt = '2026-11-05T08:00:00Z';
		simulator.addOrder({
			id: 1_000_001,
			refunds: ids.map((id) => ({ id, createdAt, lines: [], moved: 100 })),
		});

		const read = await readOrder(client(), '1000001');

		const { refunds } = shopifyGraphqlOrder(read?.order, SHOP);
		expect(refunds.map(({ refundId }) => Number(refundId))).toEqual(ids);
	});

	it('comes with its dispute in full where that may be read', async () => {
		const { simulator, client } = await shopify();
		simulator.addOrder({
			id: 1_000_001,
			disputes: [
				{
					id: 55,
					amount: 10_000,
					status: 'lost',
					reason: 'fraudulent',
					initiatedAt: '2026-11-10T00:00:00Z',
					finalizedOn: '2026-11-20T00:00:00Z',
				},
			],
		});

		const read = await readOrder(client(), '1000001');

		expect(shopifyGraphqlOrder(read?.order, SHOP).disputes[0]).toMatchObject({
			disputeId: '55',
			orderId: '1000001',
			status: 'lost',
			reason: 'fraudulent',
			amount: { amountMinor: 10_000n, currency: 'EUR' },
			updatedAt: '2026-11-20T00:00:00.000Z',
		});
	});
});

describe('an app without a scope', () => {
	it('still reads orders without customers, and is told what it lacks', async () => {
		const { simulator, client } = await shopify({ scopes: ['read_orders', 'read_products'] });
		simulator.addOrder({ id: 1_000_001, customer: { id: 7, email: 'kim@example.com' } });

		const read = await readOrder(client(), '1000001');

		expect(read?.order['customer']).toBeNull();
		expect(read?.denied).toEqual([{ field: 'customer', scopes: ['read_customers'] }]);
	});

	it('reads orders without the amounts of their disputes', async () => {
		const { simulator, client } = await shopify({
			scopes: ['read_orders', 'read_products', 'read_customers'],
		});
		const times = { initiatedAt: '2026-11-10T00:00:00Z', finalizedOn: null };
		simulator.addOrder({
			id: 1_000_001,
			disputes: [{ id: 55, amount: 100, status: 'under_review', reason: 'general', ...times }],
		});

		const read = await readOrder(client(), '1000001');

		expect(read?.denied).toEqual([
			{ field: 'disputes', scopes: ['read_shopify_payments_disputes'] },
		]);
		expect(shopifyGraphqlOrder(read?.order, SHOP)).toMatchObject({
			disputes: [],
			unreadDisputes: [{ disputeId: '55', status: 'under_review' }],
		});
	});

	it.each([
		['is refused', answering(400), null],
		['cannot be answered now', answering(503), 'vendor_unavailable'],
	])('reads orders whose disputes %s', async (_, then, code) => {
		const { simulator, client } = await shopify();
		const times = { initiatedAt: '2026-11-10T00:00:00Z', finalizedOn: null };
		simulator.addOrder({
			id: 1_000_001,
			disputes: [{ id: 55, amount: 100, status: 'under_review', reason: 'general', ...times }],
		});
		simulator.setFaults([{ when: operation('DisputesById'), then }]);

		const reading = readOrder(client(), '1000001');

		if (code === null) expect((await reading)?.order['paymentsDisputes']).toEqual([]);
		else await expect(reading).rejects.toMatchObject({ code });
	});

	it('gets no orders, and the error names the scope', async () => {
		const { client } = await shopify({ scopes: ['read_customers'] });

		await expect(changedOrders(client(), SINCE, null)).rejects.toMatchObject({
			code: 'missing_scope',
			message: expect.stringContaining('read_orders') as string,
			hint: expect.stringContaining('read_orders') as string,
		});
	});

	it('can ask which scopes it has', async () => {
		const { client } = await shopify({ scopes: ['write_orders', 'read_customers'] });

		expect(await readShopFacts(client())).toEqual({
			name: 'Demo Shop',
			domain: SHOP,
			currency: 'EUR',
			timeZone: 'Europe/Berlin',
			scopes: ['read_customers', 'write_orders'],
		});
	});
});

describe('a shop that does not answer as it should', () => {
	it('refuses a wrong token once and is asked no more', async () => {
		const { simulator, client } = await shopify();
		const stranger = client('shpat_wrong');

		for (let attempt = 0; attempt < 3; attempt += 1) {
			await expect(readOrder(stranger, '1')).rejects.toMatchObject({
				code: 'vendor_unavailable',
				message: expect.stringContaining('401') as string,
			});
		}
		expect(simulator.requests()).toHaveLength(1);
		expect(JSON.stringify(simulator.requests())).not.toContain('shpat_wrong');
	});

	it.each([
		['a dropped connection', 'drop' as const],
		['a lost answer', 'lose_answer' as const],
		['a 502', answering(502)],
		['a 429 with Retry-After', answering(429, { headers: { 'retry-after': '2' } })],
		[
			'an internal error with status 200',
			answering(200, {
				body: {
					data: null,
					errors: [{ message: 'x', extensions: { code: 'INTERNAL_SERVER_ERROR' } }],
				},
			}),
		],
	])('is asked again after %s', async (_, then) => {
		const { simulator, client, waits } = await shopify();
		simulator.addOrder({ id: 1_000_001 });
		simulator.setFaults([{ when: operation('OrderById'), times: 2, then }]);

		expect(await readOrder(client(), '1000001')).not.toBeNull();
		expect(waits).toHaveLength(2);
		expect(asked(simulator)).toEqual(['OrderById', 'OrderById', 'OrderById']);
	});

	it('is not believed when it sends something else', async () => {
		const { simulator, client } = await shopify();
		simulator.setFaults([
			{ when: () => true, then: { answer: { status: 200, body: '<html>Sign in</html>' } } },
		]);

		await expect(readOrder(client(), '1')).rejects.toMatchObject({ code: 'vendor_refused' });
	});

	it.each([
		[402, 'frozen'],
		[404, 'name of the shop'],
	])('with status %s says what to do', async (status, words) => {
		const { simulator, client } = await shopify();
		simulator.setFaults([{ when: () => true, then: answering(status) }]);

		await expect(readOrder(client(), '1')).rejects.toMatchObject({
			code: 'vendor_refused',
			hint: expect.stringContaining(words) as string,
		});
	});

	it('is waited for no longer than a minute at once', async () => {
		const { simulator, client, waits } = await shopify();
		simulator.setFaults([
			{ when: () => true, then: answering(429, { headers: { 'retry-after': '600' } }) },
		]);

		await expect(readOrder(client(), '1')).rejects.toMatchObject({
			code: 'vendor_unavailable',
			details: { retryable: true, retryAfterMilliseconds: 600_000 },
		});
		expect(waits).toEqual([]);
	});
});

describe('the address of a shop', () => {
	it.each(['demo', 'demo.myshopify.com', ' https://Demo.myshopify.com/admin '])(
		'%s is known',
		(shop) => {
			expect(shopifyAdminUrl(shop)).toBe('https://demo.myshopify.com');
		},
	);

	it.each(['evil.com', 'evil.com/.myshopify.com', 'demo.myshopify.com.evil.com', '', 'a b'])(
		"'%s' is refused, so that the token stays with Shopify",
		(shop) => {
			expect(() => shopifyAdminUrl(shop)).toThrow('not the address of a Shopify shop');
		},
	);

	it('goes with any version that is dated by quarter, and no other text', async () => {
		const { simulator } = await shopify();
		const connection = {
			http: axiosHttpPort({ 'x-shopify-access-token': TOKEN }),
			sleeper: { sleep: () => Promise.resolve() },
			jitter: () => 0,
			baseUrl: simulator.url,
		};
		await readShopFacts(new ShopifyClient(connection));
		await readShopFacts(new ShopifyClient({ ...connection, apiVersion: '2026-10' }));

		expect(simulator.requests().map(({ path }) => path)).toEqual([
			'/admin/api/2026-07/graphql.json',
			'/admin/api/2026-10/graphql.json',
		]);
		expect(() => new ShopifyClient({ ...connection, apiVersion: '2026-07/../x' })).toThrow(
			'not a version',
		);
	});
});
