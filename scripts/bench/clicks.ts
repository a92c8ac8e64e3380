import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import { EditorClient } from '../../host/editor-client.ts';
import { HostFailure } from '../../host/failure.ts';
import { freePort } from '../../host/free-port.ts';
import { ensureN8nInstalled } from '../../host/install.ts';
import { startN8n } from '../../host/instance.ts';
import { packAndInstall } from '../../host/package-install.ts';
import { countClicks, LINK_CODES, seedStore, storeModule } from './bench-store.ts';
import { BenchWorkflows } from './bench-workflows.ts';
import { startBareRedirect, startEdges, type Served } from './click-edges.ts';
import { findPostgres } from './ledger-engines.ts';
import type { LoadResult, LoadTarget } from './load.ts';
import { runLoad } from './run-load.ts';
import { textTable } from './text-table.ts';

const WARM_UP_SECONDS = 2;
const DEFAULT_SECONDS = 8;
const DEFAULT_CONNECTIONS = 32;
/** Without news for so long, nothing more is on its way into the store. */
const QUIET_MILLISECONDS = 1_500;

const BASELINE = '(e) stock Webhook, Data Table insert, Respond';
const BARE = '(g) bare node:http redirect that stores nothing';

interface Scenario {
	readonly name: string;
	readonly targets: readonly LoadTarget[];
	readonly wanted: '2' | '3';
	/** Clicks in our store now; null where nothing is stored by us. */
	readonly stored: (() => Promise<number>) | null;
}

interface Row extends LoadResult {
	readonly name: string;
	/** Stored less answered, warm-up included; null where nothing is stored by us. */
	readonly difference: number | null;
	/** From the last answer until all clicks were in the store. */
	readonly drainedSeconds: number | null;
}

interface Settings {
	readonly seconds: number;
	readonly connections: number;
	readonly only: string;
}

const print = (line: string): void => console.log(line);

const byCode = (prefix: string): string[] => LINK_CODES.map((code) => `${prefix}${code}`);

let visitors = 0;

async function measure(
	{ name, targets, wanted, stored }: Scenario,
	{ seconds, connections }: Settings,
): Promise<Row> {
	print(`Measuring ${name} ...`);
	const before = (await stored?.()) ?? 0;
	const load = async (duration: number): Promise<LoadResult> => {
		const firstVisitor = visitors;
		visitors += 1_000_000;
		return await runLoad({ targets, connections, seconds: duration, firstVisitor, wanted });
	};
	const warmUp = await load(WARM_UP_SECONDS);
	const result = await load(seconds);
	if (stored === null) return { ...result, name, difference: null, drainedSeconds: null };
	const { count, seconds: drainedSeconds } = await settled(stored);
	return {
		...result,
		name,
		difference: count - before - warmUp.good - result.good,
		drainedSeconds,
	};
}

/** The count once it has stopped growing, and when that was. */
async function settled(
	stored: () => Promise<number>,
): Promise<{ readonly count: number; readonly seconds: number }> {
	const started = performance.now();
	let count = await stored();
	let changed = performance.now();
	while (performance.now() - changed < QUIET_MILLISECONDS) {
		await delay(100);
		const now = await stored();
		if (now !== count) changed = performance.now();
		count = now;
	}
	return { count, seconds: (changed - started) / 1_000 };
}

function table(rows: readonly Row[]): string[] {
	const rate = ({ good, seconds }: Row): number => good / seconds;
	const ratio = (row: Row, name: string): string => {
		const other = rows.find((each) => each.name === name);
		return other === undefined ? '-' : (rate(row) / rate(other)).toPrecision(2);
	};
	const head = ['', 'answers/s', '× (e)', '× (g)', 'p50 ms', 'p95 ms', 'p99 ms', 'failed'];
	return textTable([
		[...head, 'stored - answered', 'all in the store after'],
		...rows.map((row) => [
			row.name,
			Math.round(rate(row)).toLocaleString('en-US'),
			ratio(row, BASELINE),
			ratio(row, BARE),
			...[row.p50, row.p95, row.p99].map((milliseconds) => milliseconds.toPrecision(3)),
			String(row.failed),
			row.difference === null ? '-' : String(row.difference),
			row.drainedSeconds === null ? '-' : `${row.drainedSeconds.toFixed(1)} s`,
		]),
	]);
}

/** Everything that runs inside n8n, in one n8n. */
async function insideN8n(
	root: string,
	userFolder: string,
	packageName: string,
	settings: Settings,
): Promise<Row[]> {
	const n8n = await startN8n({ root, userFolder, log: print });
	try {
		await n8n.waitReady();
		const client = new EditorClient({ url: n8n.url, owner: n8n.owner, userFolder });
		const workflows = await BenchWorkflows.connect(n8n.url, client);
		const ownPort = await freePort();
		const webhookId = await workflows.clickTrigger(packageName, ownPort);
		await workflows.stockRedirect();
		await workflows.stockDataTable();
		const stored = async (): Promise<number> =>
			await Promise.resolve(countClicks(userFolder).stored);
		const { port } = n8n;
		const redirects = (name: string, paths: readonly string[], on = port): Scenario => ({
			name,
			targets: [{ port: on, paths }],
			wanted: '3',
			stored: name.startsWith('(a)') || name.startsWith('(b)') ? stored : null,
		});
		const scenarios: Scenario[] = [
			redirects('(a) ours by n8n webhook, /go?l=code', byCode('/webhook/go?l=')),
			redirects('(a) ours by n8n webhook, /go/code', byCode(`/webhook/${webhookId}/go/`)),
			redirects('(b) ours on its own port, in n8n, on SQLite', byCode('/'), ownPort),
			redirects('(d) stock Webhook, Respond', byCode('/webhook/stock-redirect?l=')),
			redirects(BASELINE, byCode('/webhook/stock-data-table?l=')),
			{
				name: "(f) n8n's /healthz",
				targets: [{ port, paths: ['/healthz'] }],
				wanted: '2',
				stored: null,
			},
		];
		const rows: Row[] = [];
		for (const scenario of scenarios.filter(({ name }) => name.includes(settings.only))) {
			rows.push(await measure(scenario, settings));
		}
		return rows;
	} finally {
		await n8n.stop();
	}
}

async function beside(name: string, served: Served, settings: Settings): Promise<Row> {
	try {
		const targets = served.ports.map((port) => ({ port, paths: byCode('/') }));
		const row = await measure({ name, targets, wanted: '3', stored: served.stored }, settings);
		const megabytes = Math.round((await served.memory()) / 2 ** 20);
		if (megabytes > 0) print(`  memory after it: ${megabytes} MiB`);
		return row;
	} finally {
		await served.close();
	}
}

/** Servers of their own: n8n is not running meanwhile. */
async function besideN8n(
	packageFolder: string,
	folder: string,
	settings: Settings,
): Promise<Row[]> {
	const rows: Row[] = [];
	const connectionString = await findPostgres();
	const store = storeModule(packageFolder);
	for (const [count, name] of [
		[1, '(c) one edge process, on PostgreSQL'],
		[2, '(c) two edge processes, on PostgreSQL'],
	] as const) {
		if (!name.includes(settings.only)) continue;
		if (connectionString === null) {
			print(`${name}: skipped, none answers at TEST_POSTGRES_URL or 127.0.0.1:5432.`);
			continue;
		}
		const edges = await startEdges(count, { packageFolder, folder, connectionString, store });
		rows.push(await beside(name, edges, settings));
	}
	if (BARE.includes(settings.only)) {
		rows.push(await beside(BARE, await startBareRedirect(), settings));
	}
	return rows;
}

async function bench(settings: Settings): Promise<number> {
	const root = process.cwd();
	await ensureN8nInstalled({ root, log: print });
	const userFolder = await mkdtemp(path.join(tmpdir(), 'affiliate-loop-bench-'));
	try {
		const { folder, name } = await packAndInstall({ root, userFolder, log: print });
		await seedStore(folder, userFolder);
		const rows = [
			...(await insideN8n(root, userFolder, name, settings)),
			...(await besideN8n(folder, userFolder, settings)),
		].sort((a, b) => (a.name < b.name ? -1 : 1));
		const [{ model = 'unknown' } = {}] = cpus();
		print(
			`\n${settings.connections} connections, ${settings.seconds} s each; n8n, edge, database and load on one machine:`,
		);
		print(
			`${cpus().length} × ${model}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}\n`,
		);
		table(rows).forEach(print);
		const isOk = rows.every(({ failed, difference }) => failed === 0 && !difference);
		print(isOk ? '\nEvery answered click is stored, once.' : '\nThe numbers do not agree.');
		return isOk ? 0 : 1;
	} finally {
		await rm(userFolder, { recursive: true, force: true, maxRetries: 3 });
	}
}

/** `--seconds 20` measures longer, `--connections 256` more at once, `--only edge` leaves out the others. */
async function main(): Promise<number> {
	const { values } = parseArgs({
		options: {
			seconds: { type: 'string', default: String(DEFAULT_SECONDS) },
			connections: { type: 'string', default: String(DEFAULT_CONNECTIONS) },
			only: { type: 'string', default: '' },
		},
	});
	const seconds = Number(values.seconds);
	const connections = Number(values.connections);
	if (!(seconds >= 1 && seconds <= 120)) {
		throw new HostFailure('--seconds has to be a number from 1 to 120.');
	}
	if (!(connections >= 1 && connections <= 4_096)) {
		throw new HostFailure('--connections has to be a number from 1 to 4096.');
	}
	return await bench({ seconds, connections, only: values.only });
}

try {
	process.exitCode = await main();
} catch (error) {
	console.error(error instanceof HostFailure ? error.message : error);
	process.exitCode = 1;
}
