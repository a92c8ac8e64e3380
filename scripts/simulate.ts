import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import { HostFailure } from '../host/failure.ts';
import { injectFaults } from './bench/sync-faults.ts';
import { openSyncWorld, type SyncWorld } from './bench/sync-world.ts';
import { readBooks } from './simulate/books.ts';
import { factLines, factsOf, timeLines } from './simulate/report.ts';
import { DayRun } from './simulate/run-day.ts';
import { BASE_DAY, salesDay } from './simulate/sales-day.ts';

/** Clicks, orders, refunds, HubSpot, failures. */
const WORKFLOWS = new Set(['01', '02', '03', '20', '90']);
const QUIET_MILLISECONDS = 3_000;

interface Settings {
	readonly times: number;
	readonly minutes: number;
	readonly seed: number;
	readonly parallel: number;
	readonly hasFaults: boolean;
}

const print = (line: string): void => console.log(line);

/** Resolves with the seconds until nothing was on its way any more, and stayed so. */
async function drained(world: SyncWorld, limitSeconds: number): Promise<number> {
	const started = performance.now();
	let emptySince: number | null = null;
	let told = 0;
	for (;;) {
		const { open } = await world.backlog();
		const now = performance.now();
		emptySince = open === 0 ? (emptySince ?? now) : null;
		if (emptySince !== null && now - emptySince >= QUIET_MILLISECONDS) {
			return (emptySince - started) / 1_000;
		}
		if (now - started > limitSeconds * 1_000) return (now - started) / 1_000;
		if (now - told > 10_000 && open > 0) {
			print(`  ${open} still on their way ...`);
			told = now;
		}
		await delay(250);
	}
}

async function simulate({ times, minutes, seed, parallel, hasFaults }: Settings): Promise<number> {
	const userFolder = await mkdtemp(path.join(tmpdir(), 'affiliate-loop-simulation-'));
	const world = await openSyncWorld(process.cwd(), userFolder, print, WORKFLOWS);
	try {
		await world.setParallel(parallel);
		const day = salesDay({ seed, times });
		const { truth } = day;
		print(
			`\nA day in ${minutes} min: ${truth.clicks} clicks, ${truth.orders} paid orders in ${truth.deliveries} deliveries, ${truth.failed} failed payments, ${truth.refunds} refunds, ${truth.forged} forged (seed ${seed}).`,
		);
		const faults = hasFaults ? injectFaults(world.hubspot) : null;
		let told = -1;
		const record = await new DayRun(world, day, minutes * 60_000).run((share) => {
			const hour = Math.min(24, Math.floor(share * 24));
			if (hour <= told) return;
			told = hour;
			if (hour % 3 === 0) print(`  ${String(hour).padStart(2, '0')}:00`);
		});
		const seconds = await drained(world, Math.max(120, times * 60));
		if (faults !== null) {
			const struck = faults.strikes().reduce((a, b) => a + b, 0);
			world.hubspot.setFaults([]);
			print(`  ${struck} requests to the CRM met a fault.`);
		}
		const books = await readBooks(world, userFolder);
		const facts = factsOf(truth, record, books);
		print('');
		factLines(facts).forEach(print);
		print('');
		timeLines(record, books, seconds).forEach(print);
		for (const failure of record.failures.slice(0, 5)) print(`  failed: ${failure}`);
		const isOk = facts.every(({ isSo }) => isSo);
		print(isOk ? '\nThe day came out right.' : '\nThe day did not come out right.');
		return isOk ? 0 : 1;
	} finally {
		await world.close();
		await rm(userFolder, { recursive: true, force: true, maxRetries: 5 });
	}
}

function numberOf(value: string, name: string, lowest: number, highest: number): number {
	const number = Number(value);
	if (number >= lowest && number <= highest) return number;
	throw new HostFailure(`--${name} has to be a number from ${lowest} to ${highest}.`);
}

/**
 * `--times 10` is ten times the base day, `--minutes 5` lets it go by in five minutes, `--seed 2` is another day,
 * `--parallel 8` runs as many orders at once, `--faults` lets one request in five to the CRM go wrong.
 */
async function main(): Promise<number> {
	const { values } = parseArgs({
		options: {
			times: { type: 'string', default: '1' },
			minutes: { type: 'string', default: '2' },
			seed: { type: 'string', default: '1' },
			parallel: { type: 'string', default: '8' },
			faults: { type: 'boolean', default: false },
		},
	});
	print(`The base day has ${BASE_DAY.clicks} clicks and ${BASE_DAY.orders} orders.`);
	return await simulate({
		times: numberOf(values.times, 'times', 0.1, 100),
		minutes: numberOf(values.minutes, 'minutes', 0.2, 120),
		seed: numberOf(values.seed, 'seed', 0, 4_294_967_295),
		parallel: numberOf(values.parallel, 'parallel', 1, 50),
		hasFaults: values.faults,
	});
}

try {
	process.exitCode = await main();
} catch (error) {
	console.error(error instanceof HostFailure ? error.message : error);
	process.exitCode = 1;
}
