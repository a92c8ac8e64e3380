import {
	changedSince,
	describeMagentoFailure,
	MagentoClient,
	readChangedCreditMemos,
	readChangedOrders,
	readOrder,
	readStock,
	type ChangeCursor,
} from '../../lib/connectors/magento';
import { magentoOrder, magentoRefunds } from '../../lib/mapping/magento';
import { creditMemoBody, magentoOrderBody, ROW_ID } from '../lib/mapping/magento/payloads';
import type { MagentoSimulator } from '../simulators/magento';
import { axiosHttpPort } from '../support/axios-http-port';
import { answering, failureIn, KEYS, magento, signingPort, to, valueOf } from './magento-harness';

const SINCE = changedSince('2026-11-01T00:00:00Z');

const at = (second: number) =>
	new Date(Date.UTC(2026, 10, 20, 0, 0, second)).toISOString().slice(0, 19).replace('T', ' ');

function addOrder(simulator: MagentoSimulator, id: number, updatedAt: string): void {
	simulator.store.orders.push(
		magentoOrderBody({
			id,
			overrides: { increment_id: `0000${id}`, updated_at: updatedAt },
		}),
	);
}

/** Reads with one page per call until everything was read, as several runs do. */
async function readAll(client: () => MagentoClient, pageSize: number): Promise<string[]> {
	const ids: string[] = [];
	let cursor: ChangeCursor = SINCE;
	for (let run = 0; run < 50; run += 1) {
		const result = await readChangedOrders(client(), cursor, { pageSize, maxRecords: pageSize });
		ids.push(...result.records.map(({ entity_id }) => entity_id));
		if (result.failure !== null) throw new Error(result.failure.message);
		if (result.complete) return ids;
		cursor = result.cursor;
	}
	throw new Error('Reading does not end');
}

describe('orders that changed in Magento', () => {
	it('are read once each, in the order of their change, also those of one second', async () => {
		const { simulator, client } = await magento();
		for (let id = 1; id <= 25; id += 1) addOrder(simulator, id, at(id <= 10 ? 5 : 6));
		addOrder(simulator, 90, '2026-10-31 23:59:59');

		expect(await readAll(client, 4)).toEqual(
			Array.from({ length: 25 }, (_, index) => String(index + 1)),
		);
	});

	it('are read whole, so that the normaliser can read them', async () => {
		const { simulator, client } = await magento();
		addOrder(simulator, 7, at(1));
		const { records } = await readChangedOrders(client(), SINCE);
		expect(magentoOrder(records[0], 'shop.example.com')).toEqual(
			magentoOrder(simulator.store.orders[0], 'shop.example.com'),
		);
	});

	it('are never asked for beyond the last page, which Magento would give once more', async () => {
		const { simulator, client } = await magento();
		for (let id = 1; id <= 8; id += 1) addOrder(simulator, id, at(id));

		const result = await readChangedOrders(client(), SINCE, { pageSize: 4 });

		expect(result.records).toHaveLength(8);
		expect(result.complete).toBe(true);
		expect(simulator.requests()).toHaveLength(2);
	});

	it('are neither lost nor doubled when they change while they are read', async () => {
		const { simulator, client } = await magento();
		for (let id = 1; id <= 12; id += 1) addOrder(simulator, id, at(id));
		// Orders that were read, and orders that were not, move to the end between two pages.
		const moves = [
			[2, 100],
			[9, 101],
			[1, 102],
		] as const;
		simulator.afterList((lists) => {
			const move = moves[lists - 1];
			const order = simulator.store.orders.find(({ entity_id }) => entity_id === move?.[0]);
			if (order !== undefined && move !== undefined) order['updated_at'] = at(move[1]);
		});

		const ids = await readAll(client, 3);

		expect(ids).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '10', '11', '12', '2', '9', '1']);
	});

	it('are none, with the cursor where it was, when nothing changed', async () => {
		const { client } = await magento();
		expect(await readChangedOrders(client(), SINCE)).toEqual({
			records: [],
			cursor: SINCE,
			complete: true,
			failure: null,
		});
	});

	it('go on from the last good page after a fault', async () => {
		const { simulator, client, waits } = await magento();
		for (let id = 1; id <= 6; id += 1) addOrder(simulator, id, at(id));
		let lists = 0;
		simulator.setFaults([
			{
				when: (request) => request.path.endsWith('/orders') && (lists += 1) > 1,
				then: answering(503),
			},
		]);

		const broken = await readChangedOrders(client(), SINCE, { pageSize: 2 });

		expect(broken.records.map(({ entity_id }) => entity_id)).toEqual(['1', '2']);
		expect(broken).toMatchObject({ complete: false, failure: { status: 503, retryable: true } });
		expect(waits).toEqual([1_000, 2_000, 4_000, 8_000]);
		simulator.setFaults([]);
		const rest = await readChangedOrders(client(), broken.cursor, { pageSize: 2 });
		expect(rest.records.map(({ entity_id }) => entity_id)).toEqual(['3', '4', '5', '6']);
	});

	it('are read in smaller pages where the store limits them', async () => {
		const { simulator, client } = await magento({ maxPageSize: 5 });
		for (let id = 1; id <= 7; id += 1) addOrder(simulator, id, at(id));
		const result = await readChangedOrders(client(), SINCE, { pageSize: 100 });
		expect(result.records).toHaveLength(7);
		expect(simulator.requests().map(({ status }) => status)).toEqual([400, 200, 200]);
	});

	it('are not taken from a list that ignores what was asked', async () => {
		const { simulator, client } = await magento();
		const items = [2, 1].map((id) => ({ entity_id: id, updated_at: at(1) }));
		simulator.setFaults([
			{
				when: to('GET', '/orders'),
				then: answering(200, { body: { items, total_count: 2 } }),
			},
		]);
		const result = await readChangedOrders(client(), SINCE);
		expect(result).toMatchObject({
			records: [],
			cursor: SINCE,
			complete: false,
			failure: { code: 'OUT_OF_ORDER' },
		});
	});
});

describe('credit memos that changed in Magento', () => {
	it('come with their orders, as they can be read only together', async () => {
		const { simulator, client } = await magento();
		addOrder(simulator, 7, at(1));
		simulator.store.creditMemos.push(
			creditMemoBody({ rows: [{ rowId: ROW_ID, quantity: 1, gross: 2_000 }] }),
		);

		const { records, orders, complete } = await readChangedCreditMemos(client(), SINCE);

		expect(complete).toBe(true);
		const refunds = records.flatMap((memo) =>
			magentoRefunds(memo, orders.get(String(memo['order_id'])), 'shop.example.com'),
		);
		expect(refunds).toMatchObject([{ refundId: '41', orderId: '7' }]);
	});

	it('wait when their orders cannot be read', async () => {
		const { simulator, client } = await magento();
		simulator.store.creditMemos.push(creditMemoBody());
		simulator.setFaults([{ when: to('GET', '/orders'), then: 'drop' }]);
		const result = await readChangedCreditMemos(client(), SINCE);
		expect(result).toMatchObject({ records: [], cursor: SINCE, complete: false });
		expect(result.failure).toMatchObject({ status: 0, retryable: true });
	});
});

describe('one order of Magento', () => {
	it('comes with all of its credit memos', async () => {
		const { simulator, client } = await magento();
		addOrder(simulator, 7, at(1));
		for (let id = 1; id <= 120; id += 1) {
			simulator.store.creditMemos.push(creditMemoBody({ id, orderId: id % 2 === 0 ? 7 : 8 }));
		}
		const { order, creditMemos } = valueOf(await readOrder(client(), '7'));
		expect(order.entity_id).toBe('7');
		expect(creditMemos.map(({ entity_id }) => entity_id)).toEqual(
			Array.from({ length: 60 }, (_, index) => String(index * 2 + 2)),
		);
	});

	it('is not read for ever from a store that ignores what was asked', async () => {
		const { simulator, client } = await magento();
		addOrder(simulator, 7, at(1));
		const body = { items: [{ entity_id: 41, order_id: 7 }], total_count: 9 };
		simulator.setFaults([{ when: to('GET', '/creditmemos'), then: answering(200, { body }) }]);
		expect(failureIn(await readOrder(client(), '7'))).toMatchObject({ code: 'OUT_OF_ORDER' });
	});

	it('is a failure with 404 when it is not there', async () => {
		const { client } = await magento();
		const failure = failureIn(await readOrder(client(), '99'));
		expect(failure).toMatchObject({ status: 404, retryable: false });
		expect(describeMagentoFailure(failure).reason).toContain("doesn't exist");
	});
});

describe('stock in Magento', () => {
	it('is what is there and what can be sold', async () => {
		const { simulator, client } = await magento();
		simulator.store.stockItems.set('HAT 1/2', { qty: 12, is_in_stock: true, manage_stock: true });
		simulator.store.salable.set('1/HAT 1/2', 9);
		expect(valueOf(await readStock(client(), 'HAT 1/2', '1'))).toEqual({
			sku: 'HAT 1/2',
			quantity: '12',
			inStock: true,
			salable: '9',
		});
	});

	it('is unknown where the store does not count, and null for an unknown product', async () => {
		const { simulator, client } = await magento();
		simulator.store.stockItems.set('SET', { qty: 0, is_in_stock: true, manage_stock: false });
		expect(valueOf(await readStock(client(), 'SET', '1'))).toEqual({
			sku: 'SET',
			quantity: null,
			inStock: true,
			salable: null,
		});
		expect(valueOf(await readStock(client(), 'NONE'))).toBeNull();
	});
});

describe('access to Magento', () => {
	const anyOrders = async (client: MagentoClient) =>
		(await readChangedOrders(client, SINCE)).failure;

	it('is given to signed requests, each with a nonce of its own', async () => {
		const { simulator, client } = await magento();
		simulator.setFaults([{ when: to('GET', '/orders'), then: 'lose_answer', times: 1 }]);
		expect(await anyOrders(client())).toBeNull();
		expect(simulator.requests().map(({ status }) => status)).toEqual([0, 200]);
	});

	it.each([
		['a wrong consumer secret', { consumerSecret: 'other' }, /signature is invalid/],
		['a wrong token secret', { accessTokenSecret: 'other' }, /signature is invalid/],
		['another consumer', { consumerKey: 'other' }, /consumer/],
	])('is refused for %s, and nothing more is asked', async (_name, keys, message) => {
		const { simulator, client } = await magento();
		const one = client(signingPort(keys));
		expect(await anyOrders(one)).toMatchObject({
			status: 401,
			message: expect.stringMatching(message) as string,
		});
		expect(await anyOrders(one)).toMatchObject({ status: 401 });
		expect(simulator.requests()).toHaveLength(1);
	});

	it('is refused to a token alone unless the store allows it, and the hint says so', async () => {
		const bearer = axiosHttpPort({ authorization: `Bearer ${KEYS.accessToken}` });
		const { client } = await magento();
		const failure = await anyOrders(client(bearer));
		expect(failure).toMatchObject({ status: 401 });
		expect(failure && describeMagentoFailure(failure).hint).toContain('2.4.4');
		const allowing = await magento({ allowBearer: true });
		expect(await anyOrders(allowing.client(bearer))).toBeNull();
	});

	it('that lacks a resource names it, and is no wrong credential', async () => {
		const { simulator, client } = await magento({
			integration: { ...KEYS, resources: ['Magento_Sales::actions_view'] },
		});
		addOrder(simulator, 7, at(1));
		const one = client();
		const failure = failureIn(await readOrder(one, '7'));
		expect(failure).toMatchObject({
			status: 403,
			code: 'MISSING_RESOURCE',
			field: 'Magento_Sales::sales_creditmemo',
		});
		expect(describeMagentoFailure(failure).hint).toContain("'Magento_Sales::sales_creditmemo'");
		// Other things that the credential may do are still done.
		expect(await anyOrders(one)).toBeNull();
	});

	it('goes without /rest and store view in the cloud service', async () => {
		const { simulator, client } = await magento({ isCloudService: true });
		addOrder(simulator, 7, at(1));
		const one = client(signingPort(), { edition: 'cloud-service' });
		expect(valueOf(await readOrder(one, '7')).order.entity_id).toBe('7');
		expect(simulator.requests()[0]?.path).toBe('/V1/orders/7');
	});

	it('refuses a store view that would lead elsewhere', async () => {
		const { client } = await magento();
		expect(() => client(signingPort(), { storeView: '../admin' })).toThrow(
			expect.objectContaining({ code: 'invalid_input', path: 'storeView' }),
		);
	});

	it('says so when the address leads to the shop front', async () => {
		const { simulator, client } = await magento();
		for (const fault of [
			answering(200, { body: '<html><body>Welcome</body></html>' }),
			answering(302, { headers: { location: 'https://www.example.com/' } }),
		]) {
			simulator.setFaults([{ when: () => true, then: fault }]);
			const failure = await anyOrders(client());
			expect(failure).toMatchObject({ code: 'NOT_THE_API' });
			expect(failure && describeMagentoFailure(failure).hint).toContain('address');
		}
	});

	it('waits as long as a firewall asks', async () => {
		const { simulator, client, waits } = await magento();
		simulator.setFaults([
			{ when: () => true, then: answering(429, { headers: { 'retry-after': '7' } }), times: 2 },
		]);
		expect(await anyOrders(client())).toBeNull();
		expect(waits).toEqual([7_000, 7_000]);
	});
});
