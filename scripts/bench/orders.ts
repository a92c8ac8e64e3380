import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { ensureN8nInstalled } from '../../host/install.ts';
import { openServers, type Servers } from '../../test/cluster/support/servers.ts';
import { DEMO } from '../demo/demo-settings.ts';
import { BROWSING_MILLISECONDS, shopifyOrder } from '../demo/shopify-order.ts';
import { deliver } from '../demo/shopify-sender.ts';
import type { OrdersFlow } from './orders-flow.ts';
import { startOneProcess, startQueueMode, type OrdersN8n } from './orders-n8n.ts';
import { ourFlow, type Pace } from './orders-ours.ts';
import { stockFlow } from './orders-stock.ts';
import { print } from './print-table.ts';
import { figure, textTable } from './text-table.ts';

const WARM_UP = 20;
const ID_STEP = 1_000;
/** Without news for so long, nothing more is booked. */
const QUIET_MILLISECONDS = 20_000;
const ROOT = path.join(path.dirname(fileURLToPath(import.meta.url)), '../..');
const SENDER = { shop: DEMO.shop, secret: DEMO.webhookSecret };

interface Settings {
	readonly orders: number;
	readonly connections: number;
	/** Orders that our trigger gives to one execution, where it may give several. */
	readonly together: number;
}

interface Row {
	readonly name: string;
	readonly mode: string;
	readonly isOurs: boolean;
	readonly perSecond: number;
	readonly p50: number;
	readonly p99: number;
	readonly failed: number;
	readonly difference: number;
	readonly twice: number;
}

let lastId = Date.now();

function bodyOf(landingSite: string): object {
	lastId += ID_STEP;
	return shopifyOrder({
		id: lastId,
		number: lastId % 100_000,
		email: `bench.${lastId}@customer.example`,
		landingSite,
		paidAt: new Date(Date.now() + BROWSING_MILLISECONDS).toISOString(),
	});
}

/** Sends all of them over so many connections and waits until they are booked. */
async function sendAll(
	flow: OrdersFlow,
	count: number,
	connections: number,
): Promise<{ seconds: number; answers: number[]; failed: number; booked: number; twice: number }> {
	const bodies = (await flow.landings(count)).map(bodyOf);
	const before = await flow.booked();
	const answers: number[] = [];
	let failed = 0;
	const started = performance.now();
	await Promise.all(
		Array.from({ length: connections }, async () => {
			for (let body = bodies.shift(); body !== undefined; body = bodies.shift()) {
				const sent = performance.now();
				const status = await deliver(SENDER, {
					url: flow.webhook,
					topic: 'orders/paid',
					body,
				}).catch(() => 0);
				if (status === 200) answers.push(performance.now() - sent);
				else failed += 1;
			}
		}),
	);
	let now = await flow.booked();
	let changed = performance.now();
	while (now.orders - before.orders < count && performance.now() - changed < QUIET_MILLISECONDS) {
		await delay(50);
		const next = await flow.booked();
		if (next.orders !== now.orders) changed = performance.now();
		now = next;
	}
	return {
		seconds: (changed - started) / 1_000,
		answers: answers.sort((a, b) => a - b),
		failed,
		booked: now.orders - before.orders,
		twice: now.commissions - now.orders,
	};
}

async function measure(
	names: Pick<Row, 'name' | 'mode' | 'isOurs'>,
	flow: OrdersFlow,
	{ orders, connections }: Settings,
): Promise<Row> {
	print(`Measuring ${names.name}, ${names.mode} ...`);
	await sendAll(flow, WARM_UP, connections);
	const { seconds, answers, failed, booked, twice } = await sendAll(flow, orders, connections);
	const at = (share: number): number => answers[Math.floor(answers.length * share)] ?? Number.NaN;
	return {
		...names,
		perSecond: booked / seconds,
		p50: at(0.5),
		p99: at(0.99),
		failed,
		difference: booked - (orders - failed),
		twice,
	};
}

async function inMode(
	mode: string,
	start: (folder: string) => Promise<OrdersN8n>,
	flows: ReadonlyArray<{
		readonly name: string;
		readonly isOurs: boolean;
		readonly open: (n8n: OrdersN8n, folder: string) => Promise<OrdersFlow>;
	}>,
	settings: Settings,
): Promise<Row[]> {
	const rows: Row[] = [];
	// One n8n for each flow, so that none runs beside what the other left.
	for (const { name, isOurs, open } of flows) {
		const folder = await mkdtemp(path.join(tmpdir(), 'affiliate-orders-'));
		const n8n = await start(folder);
		try {
			rows.push(await measure({ name, mode, isOurs }, await open(n8n, folder), settings));
		} finally {
			await n8n.close();
			await rm(folder, { recursive: true, force: true, maxRetries: 5 });
		}
	}
	return rows;
}

async function inOneProcess(settings: Settings): Promise<Row[]> {
	const start = async (folder: string): Promise<OrdersN8n> =>
		await startOneProcess({ root: ROOT, folder, log: print });
	const stock = { name: 'stock nodes', isOurs: false, open: stockFlow };
	const ours = pacesOf(settings).map(([name, pace]) => ({
		name: `ours, SQLite, ${name}`,
		isOurs: true,
		open: async (n8n: OrdersN8n, folder: string) =>
			await ourFlow(ROOT, n8n, { userFolder: path.join(folder, 'main') }, pace),
	}));
	return await inMode('one process', start, [stock, ...ours], settings);
}

function pacesOf({ together }: Settings): Array<readonly [string, Pace]> {
	return [
		['as it comes', { parallel: 1, together: 1 }],
		['5 at once', { parallel: 5, together: 1 }],
		[`2 × ${together} at once`, { parallel: 2, together }],
	];
}

async function inQueueMode(settings: Settings, workers: number): Promise<Row[]> {
	const rows: Row[] = [];
	const ways: ReadonlyArray<readonly [string, Pace] | null> = [null, ...pacesOf(settings)];
	for (const way of ways) {
		const servers = await openServers();
		if (typeof servers === 'string') {
			print(`Queue mode is left out: ${servers}`);
			return rows;
		}
		try {
			rows.push(...(await queueRows(settings, workers, servers, way)));
		} finally {
			await servers.remove();
		}
	}
	return rows;
}

async function queueRows(
	settings: Settings,
	workers: number,
	servers: Servers,
	way: readonly [string, Pace] | null,
): Promise<Row[]> {
	const open =
		way === null ? stockFlow : async (n8n: OrdersN8n) => await ourFlow(ROOT, n8n, servers, way[1]);
	const name = way === null ? 'stock nodes' : `ours, PostgreSQL, ${way[0]}`;
	return await inMode(
		`queue mode, ${workers} ${workers === 1 ? 'worker' : 'workers'}`,
		async (folder) => await startQueueMode({ root: ROOT, folder, log: print }, servers, workers),
		[{ name, isOurs: way !== null, open }],
		settings,
	);
}

function table(rows: readonly Row[]): string[] {
	const head = ['', '', 'orders/s', '× stock', 'answer p50 ms', 'answer p99 ms'];
	return textTable([
		[...head, 'failed', 'booked - answered', 'twice'],
		...rows.map((row) => {
			const stock = rows.find(({ mode, isOurs }) => mode === row.mode && !isOurs);
			return [
				row.mode,
				row.name,
				figure(row.perSecond),
				stock === undefined ? '-' : figure(row.perSecond / stock.perSecond),
				figure(row.p50),
				figure(row.p99),
				String(row.failed),
				String(row.difference),
				String(row.twice),
			];
		}),
	]);
}

/** Orders from a signed webhook to a booked commission: ours beside the same flow of stock nodes. */
async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			orders: { type: 'string', default: '300' },
			connections: { type: 'string', default: '16' },
			together: { type: 'string', default: '20' },
			modes: { type: 'string', default: 'one,1,2' },
		},
	});
	const settings = {
		orders: Number(values.orders),
		connections: Number(values.connections),
		together: Number(values.together),
	};
	const [processor] = cpus();
	const memory = Math.round(totalmem() / 1_073_741_824);
	await ensureN8nInstalled({ root: ROOT, log: print });
	const rows: Row[] = [];
	for (const mode of values.modes.split(',')) {
		rows.push(
			...(mode === 'one'
				? await inOneProcess(settings)
				: await inQueueMode(settings, Number(mode))),
		);
	}
	print(`\n${cpus().length} × ${processor?.model ?? '?'}, ${memory} GiB, Node ${process.version}`);
	print(`${settings.orders} orders over ${settings.connections} connections\n`);
	table(rows).forEach(print);
}

await main();
