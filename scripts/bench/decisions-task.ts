/*
 * Does one task on a store in a process of its own, so that its memory is its own:
 *   node decisions-task.ts <root> <file> count | read | anomaly | weights | scan
 */
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { DatabaseSync } from 'node:sqlite';

import type { AffiliateStore } from '../../lib/ports/store.ts';
import type { JourneyPath } from '../../lib/attribution/data-driven/index.ts';
import { clock, KEY } from './decisions-engines.ts';
import { loadDecisionLib, type DecisionLib } from './decisions-lib.ts';
import { PeakMemory } from './decisions-memory.ts';
import { timed, type StepTime } from './decisions-timed.ts';
import { DAY, NOW } from './decisions-world.ts';
import { PROGRAMME } from './sample-orders.ts';

export const TASKS = ['count', 'read', 'anomaly', 'weights', 'scan'] as const;

export type Task = (typeof TASKS)[number];

/** What the parent process reads from standard output, as JSON. */
export interface TaskResult {
	readonly seconds: number;
	/** Processor time in all threads. */
	readonly cpuSeconds: number;
	/** Above what the process had before. */
	readonly peakRssBytes: number;
	/** What the task found, in words. */
	readonly found: string;
	/** Where its time went, longest first. */
	readonly steps: readonly StepTime[];
}

const { programmeId } = PROGRAMME;
const FROM = new Date(Date.parse(NOW) - 90 * DAY).toISOString();
const TABLES = ['clicks', 'conversions'] as const;

function count(file: string): string {
	const database = new DatabaseSync(file, { readOnly: true });
	const counts = TABLES.map((table) => {
		const row = database.prepare(`select count(*) as rows from ${table}`).get();
		return `${String(row?.['rows'])} ${table}`;
	});
	database.close();
	return counts.join(', ');
}

/** Every row of both tables, one at a time, without looking at it. */
function read(file: string): string {
	const database = new DatabaseSync(file, { readOnly: true });
	const counts = TABLES.map((table) => {
		const statement = database.prepare(`select * from ${table}`);
		statement.setReadBigInts(true);
		let rows = 0;
		for (const _ of statement.iterate()) rows += 1;
		return `${rows} ${table}`;
	});
	database.close();
	return counts.join(', ');
}

async function anomaly({ scan }: DecisionLib, store: AffiliateStore): Promise<string> {
	const days = [];
	for await (const day of store.fraud.affiliateDays(programmeId, FROM, NOW)) days.push(day);
	const model = scan.trainAnomalyModel(days, scan.programmeDays(days), {
		programmeId,
		version: 1,
		trainedAt: NOW,
		seed: 'bench',
		contamination: 0.01,
	});
	if ('isThin' in model) return model.reason;
	await store.fraud.saveAnomalyModel(model);
	return `${days.length} days of affiliates, ${model.days} of them large enough`;
}

async function weights({ dataDriven }: DecisionLib, store: AffiliateStore): Promise<string> {
	const paths: JourneyPath[] = [];
	for await (const journey of store.journeys.journeys(programmeId, FROM, NOW)) {
		const { affiliateIds: states, conversions, value, nulls } = journey;
		paths.push({ states, conversions, value, nulls });
	}
	const trained = dataDriven.trainWeights(paths, {
		method: 'markov_1',
		minimumJourneys: 30,
		minimumConversions: 100,
		seed: 'bench',
	});
	return (
		`${paths.length} sequences of ${trained.journeys} journeys, ` +
		`${Object.keys(trained.weights).length} weights`
	);
}

async function scan({ nodes }: DecisionLib, store: AffiliateStore): Promise<string> {
	const { cases, affiliates, coupons } = await nodes.scanProgrammeFor(store, PROGRAMME, NOW);
	return `${affiliates} affiliates, ${coupons} coupons, ${cases.length} cases`;
}

async function run(root: string, file: string, task: Task): Promise<TaskResult> {
	const lib = loadDecisionLib(root);
	const opened = await lib.store.openSqliteStore({ file, key: KEY, clock });
	const { store, steps } = timed(opened);
	const memory = await PeakMemory.start();
	const cpuStart = process.cpuUsage();
	const start = performance.now();
	const found = await {
		count: () => count(file),
		read: () => read(file),
		anomaly: () => anomaly(lib, store),
		weights: () => weights(lib, store),
		scan: () => scan(lib, store),
	}[task]();
	const seconds = (performance.now() - start) / 1_000;
	const { user, system } = process.cpuUsage(cpuStart);
	const cpuSeconds = (user + system) / 1_000_000;
	const peakRssBytes = await memory.stop();
	await opened.close();
	return { seconds, cpuSeconds, peakRssBytes, found, steps: steps(seconds) };
}

if (import.meta.main) {
	const [root = '', file = '', task] = process.argv.slice(2);
	process.stdout.write(JSON.stringify(await run(root, file, task as Task)));
}
