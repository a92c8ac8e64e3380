import os from 'node:os';
import { performance } from 'node:perf_hooks';
import process from 'node:process';

import {
	benchLedger,
	profileLedger,
	type LedgerProfile,
	type LedgerResult,
} from './bench-ledger.ts';
import { benchPricing, type PricingResult } from './bench-pricing.ts';
import { benchStatement, HEAP_LIMIT_MEGABYTES, type StatementResult } from './bench-statement.ts';
import { loadBuiltLib, BenchFailure, type BuiltLib } from './built-lib.ts';
import { postgresLedger, sqliteLedger, type LedgerEngine } from './ledger-engines.ts';
import { print, printShares, printTable } from './print-table.ts';
import { figure } from './text-table.ts';

const LEDGER_WRITES = 400;
const STATEMENT_CONVERSIONS = 1_000_000;
const TOP_FUNCTIONS = 10;

function printPricing({ baseline, rates, profile, compileMicroseconds }: PricingResult): void {
	printTable('Pricing: plan of 50 rules, orders of 1 to 8 lines', [
		['', 'orders/s', 'us/order', 'ratio'],
		...[baseline, ...rates].map(({ name, perSecond, ratio }) => [
			name,
			figure(perSecond),
			figure(1_000_000 / perSecond),
			`${ratio.toPrecision(3)} x`,
		]),
	]);
	print(
		`\nPreparing the plan takes ${figure(compileMicroseconds)} us, once per plan that is read.`,
	);
	print(
		'The baseline takes the first rule that matches in plain numbers. It has no exact amounts,',
	);
	print('tiers, splits, levels, caps, parts per line, conditions on unknown values, or trace.');
	printShares('Where pricing spends its time', profile.stages);
	printShares(
		'The functions with most time of their own',
		profile.functions.slice(0, TOP_FUNCTIONS),
	);
}

function printLedger({ engine, bare, bareParallel, recordLength, rates }: LedgerResult): void {
	printTable(`Ledger on ${engine}`, [
		['', 'writes/s', 'ms/write', 'ratio'],
		['bare insert (baseline)', figure(bare), figure(1_000 / bare), '1 x'],
		['bare inserts, 8 at once (baseline)', figure(bareParallel), '', '1 x'],
		...rates.map(({ name, perSecond, ratio }) => [
			name,
			figure(perSecond),
			figure(1_000 / perSecond),
			`${ratio.toPrecision(2)} x`,
		]),
	]);
	print(
		`\nA bare insert is one transaction with one row of ${figure(recordLength)} characters of JSON.`,
	);
}

function printLedgerProfile({ stages, statements, decisions }: LedgerProfile): void {
	printShares('Where recording on SQLite spends its time', stages);
	printTable('What SQLite does to record one conversion', [
		['', 'statements', 'ms'],
		...statements.map(({ kind, count, milliseconds }) => [
			kind,
			(count / decisions).toFixed(1),
			(milliseconds / decisions).toFixed(3),
		]),
	]);
}

function printStatement(result: StatementResult): void {
	const { conversions, streamed, limited, atOnce, fillSeconds, fileBytes } = result;
	const megabytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MB`;
	const scale = conversions / atOnce.entries;
	const more = scale > 1 ? `, extrapolated x ${scale.toPrecision(2)}` : '';
	const row = (name: string, reading: StatementResult['streamed'], factor: number): string[] => [
		name,
		figure(reading.entries),
		figure(reading.entries / reading.seconds),
		megabytes(reading.peakRssBytes * factor),
		megabytes(reading.liveHeapBytes * factor),
	];
	printTable(`Statement of ${figure(conversions)} conversions (SQLite)`, [
		['', 'entries', 'entries/s', 'peak RSS', 'live heap'],
		row(`one query, all rows (baseline${more})`, atOnce, scale),
		row('streamed', streamed, 1),
		row(`streamed, heap limited to ${HEAP_LIMIT_MEGABYTES} MB`, limited, 1),
	]);
	const share = limited.peakRssBytes / (atOnce.peakRssBytes * scale);
	const speed = limited.entries / limited.seconds / (atOnce.entries / atOnce.seconds);
	print(
		`\nWith its heap limited, streaming gets by on ${share.toPrecision(2)} x the memory, at ${speed.toPrecision(2)} x the speed.`,
	);
	print('Memory is above what each process had before; live heap is what a collection leaves.');
	print(`The store (${megabytes(fileBytes)}) was filled by SQL in ${figure(fillSeconds)} s.`);
}

async function withLedger(
	engine: LedgerEngine,
	work: (engine: LedgerEngine) => Promise<void>,
): Promise<void> {
	try {
		await work(engine);
	} finally {
		await engine.close();
	}
}

async function benchLedgers(lib: BuiltLib): Promise<void> {
	await withLedger(await sqliteLedger(lib), async (engine) => {
		printLedger(await benchLedger(lib, engine, LEDGER_WRITES));
		printLedgerProfile(await profileLedger(lib, engine, LEDGER_WRITES));
	});
	const postgres = await postgresLedger(lib);
	if (postgres === null) {
		print('\nLedger on PostgreSQL: skipped, none answers at TEST_POSTGRES_URL or 127.0.0.1:5432.');
		return;
	}
	await withLedger(postgres, async (engine) => {
		printLedger(await benchLedger(lib, engine, LEDGER_WRITES));
	});
}

function conversionsOfStatement(): number {
	const given = process.env['AFFILIATE_BENCH_STATEMENT'];
	const conversions = given === undefined ? STATEMENT_CONVERSIONS : Number(given);
	if (Number.isSafeInteger(conversions) && conversions > 0) return conversions;
	throw new BenchFailure('AFFILIATE_BENCH_STATEMENT has to be a number of conversions above zero.');
}

function describeMachine(): string {
	const [processor] = os.cpus();
	const load = os.loadavg()[0] ?? 0;
	return (
		`Node ${process.version}, ${os.cpus().length} x ${processor?.model.trim() ?? 'unknown'}, ` +
		`load ${load.toFixed(1)} before the run. All ratios are of this one run.`
	);
}

/** Prints ratios and asserts none: what a machine does in a second is no fact about the code. */
async function main(): Promise<void> {
	const root = process.cwd();
	const conversions = conversionsOfStatement();
	const lib = loadBuiltLib(root);
	const start = performance.now();
	print(describeMachine());
	printPricing(await benchPricing(lib));
	await benchLedgers(lib);
	printStatement(await benchStatement(lib, root, conversions));
	print(`\nDone in ${figure((performance.now() - start) / 1_000)} s.`);
}

try {
	await main();
} catch (error) {
	console.error(error instanceof BenchFailure ? error.message : error);
	process.exitCode = 1;
}
