import { setTimeout as delay } from 'node:timers/promises';
import { randomOf } from '../chaos/seeds.ts';
import { noteOutcome } from '../chaos/outcome.ts';
import { until } from '../host/support/until.ts';
import { startCatchHooksSimulator, type CatchHooksSimulator } from '../simulators/catch-hooks.ts';
import { Cluster, tell, type Member } from './support/cluster.ts';
import { redisProgram, startOwnRedis, type OwnRedis } from './support/own-redis.ts';
import { HOOK_SECRET, setUpProgramme, WORKSPACE } from './support/programme.ts';
import { clusterRefusal } from './support/refusal.ts';
import { openServers } from './support/servers.ts';
import { orderOf, visit, type OrderDelivery } from './support/traffic.ts';

const SCHEMA = `affiliate_loop_${WORKSPACE}`;
const ORDERS = 60;
const BETWEEN_ORDERS_MILLISECONDS = 300;
/** After ten seconds without Redis a process of n8n ends by itself. */
const LONG_OUTAGE_MILLISECONDS = 14_000;
const SEED = Number(process.env['CHAOS_SEEDS']?.split(',')[0] ?? 1);

const program = redisProgram();
const refusal = program === null ? 'redis-server is not here' : clusterRefusal();
if (refusal !== null) tell(`The deaths in queue mode are skipped: ${refusal}`);

let cluster: Cluster;
let redis: OwnRedis;
let hooks: CatchHooksSimulator;
const acknowledged = new Set<string>();

beforeAll(async () => {
	if (refusal !== null) return;
	redis = await startOwnRedis(program ?? '');
	hooks = await startCatchHooksSimulator({ secret: HOOK_SECRET });
	cluster = new Cluster(await openServers(redis));
	await cluster.open();
	await setUpProgramme(cluster, hooks.hooks.own);
}, 900_000);

afterAll(async () => {
	await cluster?.close();
	await hooks?.close();
	await cluster?.servers.remove();
	await redis?.remove();
}, 120_000);

async function rows(sql: string): Promise<Array<Record<string, unknown>>> {
	return await cluster.servers.query(sql);
}

async function count(sql: string): Promise<number> {
	const [row] = await rows(`select count(*)::int as n from ${sql}`);
	return Number(row?.['n']);
}

/** Orders of visitors who came before anything broke. */
async function newOrders(): Promise<OrderDelivery[]> {
	const orders: OrderDelivery[] = [];
	for (let index = 0; index < ORDERS; index += 1) {
		orders.push(orderOf(cluster, await visit(cluster, 'webhook')));
	}
	return orders;
}

/**
 * As a store does: what was not answered with 200 is sent again, to whom of the two the proxy finds ready. A process of
 * n8n that is not ready may answer 200 to anything, so that a proxy has to ask.
 */
async function sendAll(orders: readonly OrderDelivery[], random: () => number): Promise<number> {
	let attempts = 0;
	const sendOne = async (order: OrderDelivery): Promise<void> => {
		for (let isTaken = false; !isTaken;) {
			attempts += 1;
			const member = random() < 0.5 ? 'main' : 'webhook';
			isTaken = await sendIfReady(order, member).then(
				(status) => status === 200,
				() => false,
			);
			if (!isTaken) await delay(500);
		}
		acknowledged.add(order.orderId);
	};
	const sending: Array<Promise<void>> = [];
	for (const order of orders) {
		sending.push(sendOne(order));
		await delay(BETWEEN_ORDERS_MILLISECONDS);
	}
	await Promise.all(sending);
	return attempts;
}

async function sendIfReady(order: OrderDelivery, member: 'main' | 'webhook'): Promise<number> {
	return (await cluster.isReady(member)) ? await order.send(member) : 503;
}

/** Waits until every event that came in has been worked off and nothing waits to go out. */
async function untilQuiet(): Promise<void> {
	await until(
		'inbox and outbox are empty',
		async () =>
			(await count(`${SCHEMA}.inbox_entries where status in ('waiting', 'claimed')`)) === 0 &&
			(await count(`${SCHEMA}.deliveries where status in ('waiting', 'claimed')`)) === 0,
		240_000,
	);
}

/** Orders by the key of the event that told them: a run that is cut off may tell an event again. */
function told(): Map<string, string> {
	const keys = hooks.headers().map((headers) => headers['idempotency-key'] ?? '');
	return new Map(
		hooks.received().map((body, index) => [keys[index] ?? '', String(body['order_id'])]),
	);
}

async function expectEachOnce(fault: string, struck: number): Promise<void> {
	const promised = [...acknowledged];
	const recorded = await rows(
		`select order_id, count(commission_id)::int as commissions from ${SCHEMA}.conversions
		 left join ${SCHEMA}.commissions using (conversion_id) group by conversion_id, order_id`,
	);
	const there = recorded.map((row) => String(row['order_id']));
	const outcome = noteOutcome({
		fault,
		seed: SEED,
		struck,
		acknowledged: promised.length,
		lost: promised.filter((orderId) => !there.includes(orderId)).length,
		twice: there.length - new Set(there).size,
	});
	tell(JSON.stringify(outcome));
	expect(outcome).toMatchObject({ lost: 0, twice: 0 });
	expect(recorded.filter((row) => row['commissions'] !== 1)).toEqual([]);
	const net = await rows(
		`select currency, sum(amount_minor)::text as net from ${SCHEMA}.postings group by currency`,
	);
	expect(net).toEqual([{ currency: 'EUR', net: '0' }]);
	expect(await count(`${SCHEMA}.inbox_entries where status = 'dead'`)).toBe(0);
	await until(
		'every order was told',
		() => new Set(told().values()).size >= promised.length,
		60_000,
	);
	expect([...told().values()].sort()).toEqual([...promised].sort());
}

(refusal === null ? describe : describe.skip)('orders in queue mode, each once in the end,', () => {
	it('while Redis is killed and comes back', async () => {
		const random = randomOf(SEED);
		const orders = await newOrders();
		const sending = sendAll(orders, random);
		const ended: Member[] = [];
		const outages = [500 + random() * 3_500, 500 + random() * 3_500, LONG_OUTAGE_MILLISECONDS];
		for (const outage of outages) {
			await delay(1_000 + random() * 2_000);
			await redis.kill9();
			await delay(outage);
			await redis.start();
			ended.push(...(await cluster.revive()));
		}
		const attempts = await sending;
		const answered = Date.now();
		await delay(2_000);
		ended.push(...(await cluster.revive()));
		await untilQuiet();
		tell(`All recorded ${((Date.now() - answered) / 1_000).toFixed(1)} s after the last 200.`);
		tell(`${attempts} deliveries; ended by themselves: ${ended.join(', ') || 'none'}.`);
		await expectEachOnce('Redis killed (queue mode)', outages.length);
	}, 420_000);

	it('while main, workers and the processor are killed, some at once', async () => {
		const random = randomOf(SEED + 1);
		const orders = await newOrders();
		const sending = sendAll(orders, random);
		const rounds: ReadonlyArray<readonly Member[]> = [
			['main', 'workerA'],
			['webhook', 'workerB'],
			['main', 'workerA', 'workerB', 'webhook'],
		];
		for (const members of rounds) {
			await delay(1_000 + random() * 3_000);
			await Promise.all(members.map(async (member) => await cluster.kill(member)));
			await cluster.revive();
		}
		await sending;
		const answered = Date.now();
		await untilQuiet();
		tell(`All recorded ${((Date.now() - answered) / 1_000).toFixed(1)} s after the last 200.`);
		await expectEachOnce('main, workers, processor killed (queue mode)', 8);
	}, 420_000);
});
