import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import { EditorClient } from '../../host/editor-client.ts';
import { HostFailure } from '../../host/failure.ts';
import { ensureN8nInstalled } from '../../host/install.ts';
import { startN8n } from '../../host/instance.ts';
import { packAndInstall } from '../../host/package-install.ts';
import { countClicks, LINK_CODES, seedStore } from './bench-store.ts';
import { BenchWorkflows } from './bench-workflows.ts';
import type { LoadResult } from './load.ts';
import { runLoad } from './run-load.ts';

const CONNECTIONS = 32;
const WARM_UP_SECONDS = 2;
const DEFAULT_SECONDS = 8;
const BASELINE = 'Webhook → Respond to Webhook';

interface Scenario {
	readonly name: string;
	readonly urls: readonly string[];
	/** Whether every answer has to be a click in our store. */
	readonly storesClicks: boolean;
}

interface Row extends LoadResult {
	readonly name: string;
	/** Stored less answered, warm-up included; null where nothing is stored by us. */
	readonly difference: number | null;
}

const print = (line: string): void => console.log(line);

function scenarios(url: string, webhookId: string): Scenario[] {
	const byQuery = (base: string): string[] =>
		LINK_CODES.map((code) => `${url}/webhook/${base}?l=${code}`);
	return [
		{ name: BASELINE, urls: byQuery('stock-redirect'), storesClicks: false },
		{
			name: 'Webhook → Data Table insert → Respond to Webhook',
			urls: byQuery('stock-data-table'),
			storesClicks: false,
		},
		{ name: 'Affiliate Click Trigger, /go?l=code', urls: byQuery('go'), storesClicks: true },
		{
			name: 'Affiliate Click Trigger, /go/code',
			urls: LINK_CODES.map((code) => `${url}/webhook/${webhookId}/go/${code}`),
			storesClicks: true,
		},
	];
}

let visitors = 0;

async function measure(scenario: Scenario, seconds: number, userFolder: string): Promise<Row> {
	const { name, urls } = scenario;
	const before = countClicks(userFolder).stored;
	const load = async (duration: number): Promise<LoadResult> => {
		const firstVisitor = visitors;
		visitors += 1_000_000;
		return await runLoad({ urls, connections: CONNECTIONS, seconds: duration, firstVisitor });
	};
	const warmUp = await load(WARM_UP_SECONDS);
	const result = await load(seconds);
	await delay(500);
	const stored = countClicks(userFolder).stored - before;
	const answered = warmUp.redirected + result.redirected;
	return { ...result, name, difference: scenario.storesClicks ? stored - answered : null };
}

function table(rows: readonly Row[]): string[] {
	const rate = ({ redirected, seconds }: Row): number => redirected / seconds;
	const baseline = rows.find(({ name }) => name === BASELINE);
	const cells = rows.map((row) => [
		row.name,
		rate(row).toFixed(0),
		baseline === undefined ? '-' : `${(rate(row) / rate(baseline)).toFixed(1)} x`,
		row.p50.toFixed(0),
		row.p95.toFixed(0),
		row.p99.toFixed(0),
		String(row.failed),
		row.difference === null ? '-' : String(row.difference),
	]);
	const head = [
		'',
		'redirects/s',
		'ratio',
		'p50 ms',
		'p95 ms',
		'p99 ms',
		'failed',
		'stored - answered',
	];
	const widths = head.map((title, column) =>
		Math.max(title.length, ...cells.map((row) => row[column]?.length ?? 0)),
	);
	return [head, ...cells].map((row) =>
		row
			.map((cell, column) =>
				column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
			)
			.join('  '),
	);
}

async function bench(seconds: number, only: string): Promise<number> {
	const root = process.cwd();
	await ensureN8nInstalled({ root, log: print });
	const userFolder = await mkdtemp(path.join(tmpdir(), 'affiliate-loop-bench-'));
	try {
		const { folder, name } = await packAndInstall({ root, userFolder, log: print });
		await seedStore(folder, userFolder);
		const n8n = await startN8n({ root, userFolder, log: print });
		try {
			await n8n.waitReady();
			const client = new EditorClient({ url: n8n.url, owner: n8n.owner, userFolder });
			const workflows = await BenchWorkflows.connect(n8n.url, client);
			const webhookId = await workflows.clickTrigger(name);
			await workflows.stockRedirect();
			await workflows.stockDataTable();
			const rows: Row[] = [];
			const chosen = scenarios(n8n.url, webhookId).filter(({ name: each }) => each.includes(only));
			for (const scenario of chosen) {
				print(`Measuring ${scenario.name} ...`);
				rows.push(await measure(scenario, seconds, userFolder));
			}
			print(`\n${CONNECTIONS} connections, ${seconds} s each, n8n and load on this machine:\n`);
			table(rows).forEach(print);
			const isOk = rows.every(({ failed, difference }) => failed === 0 && !difference);
			print(isOk ? '\nEvery answered click is stored, once.' : '\nThe numbers do not agree.');
			return isOk ? 0 : 1;
		} finally {
			await n8n.stop();
		}
	} finally {
		await rm(userFolder, { recursive: true, force: true, maxRetries: 3 });
	}
}

/** `--seconds 20` measures longer, `--only go` leaves out scenarios without that text. */
async function main(): Promise<number> {
	const { values } = parseArgs({
		options: { seconds: { type: 'string' }, only: { type: 'string', default: '' } },
	});
	const seconds = Number(values.seconds ?? DEFAULT_SECONDS);
	if (!(seconds >= 1 && seconds <= 120)) {
		throw new HostFailure('--seconds has to be a number from 1 to 120.');
	}
	return await bench(seconds, values.only);
}

try {
	process.exitCode = await main();
} catch (error) {
	console.error(error instanceof HostFailure ? error.message : error);
	process.exitCode = 1;
}
