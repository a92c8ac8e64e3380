import { setTimeout as delay } from 'node:timers/promises';
import { startCatchHooksSimulator, type CatchHooksSimulator } from '../simulators/catch-hooks.ts';
import { until } from '../host/support/until.ts';
import { Cluster, tell } from './support/cluster.ts';
import { lastRunner, TableLock, untilHeld } from './support/held-worker.ts';
import { HOOK_SECRET, setUpProgramme, WORKSPACE, type WorkflowIds } from './support/programme.ts';
import { keysOf } from './support/redis.ts';
import { clusterRefusal } from './support/refusal.ts';
import { openServers } from './support/servers.ts';
import { orderOf, visit, type OrderDelivery } from './support/traffic.ts';

/** Connections that one process takes for one store at most. */
const PER_PROCESS = 8;
const PROCESSES = 4;
const SCHEMA = `affiliate_loop_${WORKSPACE}`;

let cluster: Cluster | undefined;
let hooks: CatchHooksSimulator;
let ids: WorkflowIds;
const orders: OrderDelivery[] = [];
let mostConnections = 0;

const refusal = clusterRefusal();
if (refusal !== null) tell(`The tests of queue mode are skipped: ${refusal}`);

beforeAll(async () => {
	if (refusal !== null) return;
	const servers = await openServers();
	hooks = await startCatchHooksSimulator({ secret: HOOK_SECRET });
	cluster = new Cluster(servers);
	await cluster.open();
	ids = await setUpProgramme(cluster, hooks.hooks.own);
}, 900_000);

afterAll(async () => {
	await cluster?.close();
	await hooks?.close();
	await cluster?.servers.remove();
}, 120_000);

afterEach(async () => await TableLock.releaseAll());

/** A test that needs the cluster; without one it is skipped. */
function fact(name: string, prove: (cluster: Cluster) => Promise<void>): void {
	(refusal === null ? it : it.skip)(name, async () => {
		if (cluster === undefined) throw new Error('The cluster was not opened');
		await prove(cluster);
	});
}

async function count(sql: string): Promise<number> {
	const [row] = (await cluster?.servers.query(`select count(*)::int as n from ${sql}`)) ?? [];
	return Number(row?.['n']);
}

const clicksOf = async (clickId: string) =>
	await count(`${SCHEMA}.clicks where click_id = '${clickId}'`);
const recordsOf = async (orderId: string) =>
	await count(`${SCHEMA}.conversions where order_id = '${orderId}'`);
const commissionsOf = async (orderId: string) =>
	await count(
		`${SCHEMA}.commissions join ${SCHEMA}.conversions using (conversion_id) where order_id = '${orderId}'`,
	);
const connections = async () =>
	await count(
		`pg_stat_activity where datname = current_database() and application_name = 'affiliate-loop'`,
	);

async function watchConnections(): Promise<number> {
	const open = await connections();
	mostConnections = Math.max(mostConnections, open);
	return open;
}

async function newOrder(through: Cluster): Promise<OrderDelivery> {
	const order = orderOf(through, await visit(through, 'webhook'));
	orders.push(order);
	return order;
}

/** Waits until the order is in the ledger; gives the seconds since `since`. */
async function recorded(order: OrderDelivery, since: number, patience = 60_000): Promise<string> {
	await until(
		`order ${order.orderId} is recorded`,
		async () => (await recordsOf(order.orderId)) > 0,
		patience,
	);
	return ((Date.now() - since) / 1_000).toFixed(1);
}

/** Waits until every event that came in has been worked off and nothing waits to go out. */
async function untilQuiet(patience = 60_000): Promise<void> {
	await until(
		'inbox and outbox are empty',
		async () =>
			(await count(`${SCHEMA}.inbox_entries where status in ('waiting', 'claimed')`)) === 0 &&
			(await count(`${SCHEMA}.deliveries where status in ('waiting', 'claimed')`)) === 0,
		patience,
	);
}

async function expectRecordedOnce(order: OrderDelivery): Promise<void> {
	expect(await recordsOf(order.orderId)).toBe(1);
	expect(await commissionsOf(order.orderId)).toBe(1);
}

describe('clicks in queue mode', () => {
	fact('are stored when they come through the webhook processor', async (running) => {
		const { clickId } = await visit(running, 'webhook');
		await until('the click is stored', async () => (await clicksOf(clickId)) > 0, 10_000);
		expect(await clicksOf(clickId)).toBe(1);
	});

	fact('are each stored once when main and processor take them at once', async (running) => {
		const rounds = Array.from({ length: 100 }, (_, index) => index);
		const began = Date.now();
		const clickIds: string[] = [];
		for (let start = 0; start < rounds.length; start += 10) {
			const visits = rounds
				.slice(start, start + 10)
				.flatMap(() => [visit(running, 'main'), visit(running, 'webhook')]);
			clickIds.push(...(await Promise.all(visits)).map(({ clickId }) => clickId));
			await watchConnections();
		}
		tell(`${clickIds.length} clicks through two processes in ${Date.now() - began} ms.`);
		const list = clickIds.map((clickId) => `'${clickId}'`).join(', ');
		const stored = async () => await count(`${SCHEMA}.clicks where click_id in (${list})`);
		await until('all clicks are stored', async () => (await stored()) >= clickIds.length, 20_000);
		expect(new Set(clickIds).size).toBe(clickIds.length);
		expect(await stored()).toBe(clickIds.length);
	});

	fact('start no execution in any process', async (running) => {
		expect(await running.editor.executions({ workflowId: ids['01'] })).toEqual([]);
	});
});

describe('orders in queue mode', () => {
	fact('that the webhook processor takes are recorded once, soon', async (running) => {
		const order = await newOrder(running);
		const sent = Date.now();
		expect(await order.send('webhook')).toBe(200);
		tell(`Order by the webhook processor: recorded after ${await recorded(order, sent)} s.`);
		await untilQuiet();
		await expectRecordedOnce(order);
		expect(await running.editor.executions({ workflowId: ids['02'] })).toHaveLength(1);
	});

	fact('are given to a workflow within two seconds', async (running) => {
		const waits: number[] = [];
		for (let time = 0; time < 10; time += 1) {
			const order = await newOrder(running);
			const sent = Date.now();
			await order.send('webhook');
			await until('the order is in work', async () => {
				return (await count(`${SCHEMA}.inbox_entries where status <> 'waiting'`)) >= orders.length;
			});
			waits.push(Date.now() - sent);
			await recorded(order, sent);
		}
		waits.sort((a, b) => a - b);
		tell(`Waits for the pump in main: ${waits.join(', ')} ms.`);
		expect(waits[5]).toBeLessThan(2_000);
	});

	fact('sent to main and processor at once are one order', async (running) => {
		const order = await newOrder(running);
		const sent = Date.now();
		const answers = await Promise.all([order.send('webhook'), order.send('main')]);
		expect(answers).toEqual([200, 200]);
		await recorded(order, sent);
		expect(await order.send('webhook')).toBe(200);
		await delay(2_000);
		await untilQuiet();
		await expectRecordedOnce(order);
		expect(await count(`${SCHEMA}.inbox_entries`)).toBe(orders.length);
	});

	fact('that come in a burst are each recorded once, by both workers', async (running) => {
		const burst: OrderDelivery[] = [];
		for (let index = 0; index < 20; index += 1) burst.push(await newOrder(running));
		const sent = Date.now();
		await Promise.all(
			burst.map(async (order, index) => await order.send(index % 2 === 0 ? 'webhook' : 'main')),
		);
		for (const order of burst) {
			await recorded(order, sent);
			await watchConnections();
		}
		tell(`20 orders at once: recorded after ${((Date.now() - sent) / 1_000).toFixed(1)} s.`);
		await untilQuiet();
		for (const order of burst) await expectRecordedOnce(order);
		for (const worker of ['workerA', 'workerB'] as const) {
			expect(running.logs(worker)).toContain('Worker started execution');
		}
	});
});

describe('processes that die in queue mode', () => {
	fact('a worker killed before the ledger was written loses no order', async (running) => {
		const order = await newOrder(running);
		const lock = await TableLock.take(running, `${SCHEMA}.conversions`);
		expect(await order.send('webhook')).toBe(200);
		await untilHeld(running);
		const worker = lastRunner(running);
		await running.kill(worker);
		const killed = Date.now();
		await lock.release();
		tell(`${worker} killed in a run: recorded after ${await recorded(order, killed, 120_000)} s.`);
		await untilQuiet(120_000);
		await expectRecordedOnce(order);
		await running.start(worker);
	});

	fact('a worker killed after the ledger was written books nothing twice', async (running) => {
		const order = await newOrder(running);
		const lock = await TableLock.take(running, `${SCHEMA}.conversions`);
		expect(await order.send('webhook')).toBe(200);
		await untilHeld(running);
		const report = await TableLock.take(running, 'execution_data');
		await lock.release();
		await recorded(order, Date.now());
		const worker = lastRunner(running);
		await running.kill(worker);
		const killed = Date.now();
		await report.release();
		await untilQuiet(120_000);
		tell(`${worker} killed after the entry: run again within ${(Date.now() - killed) / 1_000} s.`);
		await expectRecordedOnce(order);
		await running.start(worker);
	});

	fact('main killed and started again finds what came meanwhile', async (running) => {
		const [inWork, first, second] = [
			await newOrder(running),
			await newOrder(running),
			await newOrder(running),
		];
		const lock = await TableLock.take(running, `${SCHEMA}.conversions`);
		expect(await inWork.send('webhook')).toBe(200);
		await untilHeld(running);
		await running.kill('main');
		await lock.release();
		expect(await first.send('webhook')).toBe(200);
		expect(await second.send('webhook')).toBe(200);
		expect(await second.send('webhook')).toBe(200);
		await delay(3_000);
		expect(await recordsOf(first.orderId)).toBe(0);
		const milliseconds = await running.start('main');
		const ready = Date.now();
		for (const order of [inWork, first, second]) await recorded(order, ready);
		tell(`Main ready after ${milliseconds} ms, orders recorded ${Date.now() - ready} ms later.`);
		await untilQuiet();
		for (const order of [inWork, first, second]) await expectRecordedOnce(order);
	});

	fact(
		'the webhook processor killed and started again serves links and orders',
		async (running) => {
			await running.kill('webhook');
			const seconds = (await running.start('webhook')) / 1_000;
			tell(`Webhook processor back after ${seconds.toFixed(1)} s.`);
			const order = await newOrder(running);
			const sent = Date.now();
			expect(await order.send('webhook')).toBe(200);
			await recorded(order, sent);
			await untilQuiet();
			await expectRecordedOnce(order);
		},
	);
});

describe('what queue mode leaves behind', () => {
	fact('is one event told for each order', async () => {
		await until('every order was told', () => hooks.received().length >= orders.length);
		await untilQuiet();
		const told = hooks.received().map((body) => String(body['order_id']));
		const keys = hooks.headers().map((headers) => headers['idempotency-key']);
		expect(told.sort()).toEqual(orders.map(({ orderId }) => orderId).sort());
		expect(new Set(keys).size).toBe(keys.length);
	});

	fact('is a ledger that nets to zero', async (running) => {
		const rows = await running.servers.query(
			`select currency, sum(amount_minor)::text as net from ${SCHEMA}.postings group by currency`,
		);
		expect(rows).toEqual([{ currency: 'EUR', net: '0' }]);
	});

	fact('was never more connections than the pools allow', async () => {
		await watchConnections();
		tell(`Connections of the package, most seen: ${mostConnections}.`);
		expect(mostConnections).toBeGreaterThan(0);
		expect(mostConnections).toBeLessThanOrEqual(PROCESSES * PER_PROCESS);
	});

	fact('is no connection when all processes have ended', async (running) => {
		await running.stopAll();
		// The server hears of a process that has ended a moment later.
		await until('no connection is left', async () => (await connections()) === 0, 10_000);
		expect((await keysOf(running.servers.redis, running.servers.prefix)).length).toBeGreaterThan(0);
	});
});
