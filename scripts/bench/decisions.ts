import os from 'node:os';
import { performance } from 'node:perf_hooks';
import process from 'node:process';

import { BenchFailure } from './built-lib.ts';
import { postgresEngine, sqliteEngine, type DecisionEngine } from './decisions-engines.ts';
import { benchForest, type ForestResult } from './decisions-forest.ts';
import { loadDecisionLib, type DecisionLib } from './decisions-lib.ts';
import {
	benchLive,
	profileLive,
	type LiveProfile,
	type LiveResult,
	type LiveSize,
} from './decisions-live.ts';
import { benchNightly, type NightlyResult } from './decisions-nightly.ts';
import { benchPure, type PureRate } from './decisions-pure.ts';
import type { TaskResult } from './decisions-task.ts';
import type { WorldSize } from './decisions-world.ts';
import { print, printShares, printTable } from './print-table.ts';
import { figure } from './text-table.ts';

const LIVE: LiveSize = {
	world: { affiliates: 500, clicks: 100_000, orders: 20_000, days: 90 },
	past: { orders: 50, clicks: 500 },
	checks: 100,
};
const NIGHTLY: WorldSize = { affiliates: 500, clicks: 1_000_000, orders: 100_000, days: 90 };
const FOREST_ROWS = 100_000;

/** `--quick` takes a tenth of everything but the past of the one customer. */
const QUICK = 10;

/** Naming some of them leaves the others out. */
const PARTS = ['--live', '--forest', '--nightly'];
const TOP = 12;

const whole = (count: number): string => count.toLocaleString('en-US');

function printLive(result: LiveResult, { world, past }: LiveSize): void {
	const { engine, rates, checkLength } = result;
	printTable(
		`Live checks on ${engine}: a customer with ${past.orders} orders and ${past.clicks} clicks`,
		[
			['', 'per second', 'ms', 'CPU ms', 'look-ups', 'ratio'],
			...rates.map(({ name, perSecond, cpuMilliseconds, ratio }) => [
				name,
				figure(perSecond),
				figure(1_000 / perSecond),
				figure(cpuMilliseconds),
				figure(1 / ratio),
				`${ratio.toPrecision(2)} x`,
			]),
		],
	);
	print(
		`\nBeside that customer the store has ${whole(world.orders)} orders, ${whole(world.clicks)} clicks ` +
			`and ${whole(world.affiliates)} affiliates, filled in ${figure(result.fillSeconds)} s.`,
	);
	print(
		`The verdict is ${result.verdict}; its facts have ${result.journeyClicks} clicks, ` +
			`${result.customerOrders} orders of a week and ${result.credits} credits. ` +
			`The row of a check has ${whole(checkLength)} characters.`,
	);
	print('CPU is that of this process alone, in all its threads.');
	print('"Look-ups" are how many look-ups of the baseline the same time is enough for.');
}

function printProfile({ stages, functions, statements, checks }: LiveProfile): void {
	printShares('Where attribution and fraud check on SQLite spend their time', stages);
	printShares('The functions with most time of their own', functions.slice(0, TOP));
	printTable('What SQLite does for both', [
		['', 'statements', 'ms'],
		...statements
			.slice(0, TOP)
			.map(({ kind, count, milliseconds }) => [
				kind,
				(count / checks).toFixed(1),
				(milliseconds / checks).toFixed(3),
			]),
	]);
}

function printPure(rates: readonly PureRate[]): void {
	printTable('Decisions alone, on loaded facts', [
		['', 'per second', 'us', 'ratio'],
		...rates.map(({ name, perSecond, ratio }) => [
			name,
			figure(perSecond),
			figure(1_000_000 / perSecond),
			`${ratio.toPrecision(2)} x`,
		]),
	]);
	print('\nEach ratio is by the loop above it, which looks at one thing and explains nothing.');
}

const megabytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(0)} MB`;

function printNightly({ world, tasks, fileBytes, fillSeconds }: NightlyResult): void {
	const row = (name: string, { seconds, cpuSeconds, peakRssBytes }: TaskResult): string[] => [
		name,
		figure(seconds),
		figure(cpuSeconds),
		`${(seconds / tasks.read.seconds).toPrecision(2)} x`,
		megabytes(peakRssBytes),
	];
	printTable(
		`Nightly work on SQLite: ${whole(world.clicks)} clicks, ${whole(world.orders)} orders, ` +
			`${whole(world.affiliates)} affiliates, ${world.days} days`,
		[
			['', 's', 'CPU s', 'ratio', 'peak RSS'],
			row('read every row of clicks and conversions (baseline)', tasks.read),
			row('count them', tasks.count),
			row('train the anomaly model', tasks.anomaly),
			row('train attribution weights (Markov, one step)', tasks.weights),
			row('scan the programme', tasks.scan),
		],
	);
	print(`\nThe model: ${tasks.anomaly.found}.`);
	print(`The weights: ${tasks.weights.found}.`);
	print(`The scan: ${tasks.scan.found}.`);
	print('Memory is above what each process had before.');
	print(`The store (${megabytes(fileBytes)}) was filled in ${figure(fillSeconds)} s.`);
	for (const [name, { steps, seconds }] of [
		['the scan', tasks.scan],
		['the training of weights', tasks.weights],
	] as const) {
		printTable(`Where ${name} spends its time`, [
			['', 'calls', 's', ''],
			...steps
				.filter((step) => step.seconds > seconds / 1_000)
				.map((step) => [
					step.name,
					String(step.calls),
					figure(step.seconds),
					`${((100 * step.seconds) / seconds).toFixed(1)} %`,
				]),
		]);
	}
}

function printForest(result: ForestResult): void {
	const { rows, features, passSeconds, fitSeconds, scoreSeconds } = result;
	printTable(`Isolation forest of 100 trees, ${whole(rows)} rows of ${features} features`, [
		['', 'ms', 'ratio'],
		['add all numbers up (baseline)', figure(1_000 * passSeconds), '1 x'],
		...(
			[
				['fit', fitSeconds],
				['score every row', scoreSeconds],
				['both', fitSeconds + scoreSeconds],
			] as const
		).map(([name, seconds]) => [
			name,
			figure(1_000 * seconds),
			`${(seconds / passSeconds).toPrecision(3)} x`,
		]),
	]);
	print('\nScoring asks 100 trees about every row, so 100 passes are the least it could take.');
}

async function benchLives(lib: DecisionLib, size: LiveSize): Promise<void> {
	const withEngine = async (
		engine: DecisionEngine,
		work: (engine: DecisionEngine) => Promise<void>,
	): Promise<void> => await work(engine).finally(async () => await engine.close());
	await withEngine(await sqliteEngine(lib), async (engine) => {
		const { live, result } = await benchLive(lib, engine, size);
		printLive(result, size);
		printProfile(await profileLive(live, Math.max(20, size.checks / 4)));
		printPure(await benchPure(live, size.checks));
	});
	const postgres = await postgresEngine(lib);
	if (postgres === null) {
		print('\nPostgreSQL: skipped, none answers at TEST_POSTGRES_URL or 127.0.0.1:5432.');
		return;
	}
	await withEngine(postgres, async (engine) => {
		printLive((await benchLive(lib, engine, size)).result, size);
	});
}

function scaled({ affiliates, clicks, orders, days }: WorldSize, by: number): WorldSize {
	return { affiliates: affiliates / by, clicks: clicks / by, orders: orders / by, days };
}

function describeMachine(): string {
	const [processor] = os.cpus();
	return (
		`Node ${process.version}, ${os.cpus().length} x ${processor?.model.trim() ?? 'unknown'}, ` +
		`load ${(os.loadavg()[0] ?? 0).toFixed(1)} before the run. All ratios are of this one run.`
	);
}

/** Prints ratios and asserts none: what a machine does in a second is no fact about the code. */
async function main(): Promise<void> {
	const root = process.cwd();
	const by = process.argv.includes('--quick') ? QUICK : 1;
	const lib = loadDecisionLib(root);
	const start = performance.now();
	print(describeMachine());
	if (by > 1) print('A quick look: stores and runs are a tenth of the full ones.');
	const { world, past, checks } = LIVE;
	const isWanted = (part: string): boolean =>
		process.argv.includes(part) || !PARTS.some((other) => process.argv.includes(other));
	if (isWanted('--live')) {
		await benchLives(lib, { world: scaled(world, by), past, checks: checks / by });
	}
	if (isWanted('--forest')) printForest(benchForest(lib, FOREST_ROWS / by));
	if (isWanted('--nightly')) {
		printNightly(await benchNightly(lib, root, scaled(NIGHTLY, by)));
	}
	print(
		`\nDone in ${figure((performance.now() - start) / 1_000)} s, load ${(os.loadavg()[0] ?? 0).toFixed(1)} after the run.`,
	);
}

try {
	await main();
} catch (error) {
	console.error(error instanceof BenchFailure ? error.message : error);
	process.exitCode = 1;
}
