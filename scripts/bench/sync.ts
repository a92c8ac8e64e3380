import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';

import { HostFailure } from '../../host/failure.ts';
import { print } from './print-table.ts';
import { countCalls } from './sync-calls.ts';
import { withCpu } from './sync-cpu.ts';
import { clickedOrders } from './sync-orders.ts';
import {
	printBursts,
	printCalls,
	printFaults,
	printMachine,
	printPaced,
	type BurstRow,
} from './sync-print.ts';
import { burst, paced, warmUp, withFaults, type PacedResult } from './sync-runs.ts';
import { openSyncWorld, type SyncWorld } from './sync-world.ts';

const PARTS = ['throughput', 'latency', 'faults', 'calls'] as const;
type Part = (typeof PARTS)[number];

interface Sizes {
	readonly burstOrders: number;
	/** Seconds of sending at each rate; at one a second it is at least `fewest` orders. */
	readonly seconds: number;
	readonly fewest: number;
	readonly faultOrders: number;
	readonly contacts: number;
}

const FULL: Sizes = {
	burstOrders: 300,
	seconds: 10,
	fewest: 30,
	faultOrders: 100,
	contacts: 1_000,
};
const QUICK: Sizes = { burstOrders: 60, seconds: 3, fewest: 10, faultOrders: 30, contacts: 200 };

/** As the workflows are shipped, and as somebody with many orders would set them. */
const SHIPPED = 1;
const MANY = 8;
const RATES = [1, 10, 50];

async function throughput(world: SyncWorld, { burstOrders }: Sizes): Promise<void> {
	const rows: BurstRow[] = [];
	for (const parallel of [SHIPPED, MANY]) {
		print(`Sending ${burstOrders} orders at once, ${parallel} in parallel ...`);
		await world.setParallel(parallel);
		await warmUp(world);
		const orders = await clickedOrders(world, burstOrders);
		const job = async () => await burst(world, orders);
		rows.push({ parallel, ...(await withCpu(world.n8n.process.pid, job)) });
	}
	printBursts(rows);
}

async function latency(world: SyncWorld, { seconds, fewest }: Sizes): Promise<void> {
	await world.setParallel(MANY);
	await warmUp(world);
	const rows: PacedResult[] = [];
	for (const rate of RATES) {
		const count = Math.max(fewest, rate * seconds);
		print(`Sending ${count} orders at ${rate} a second ...`);
		rows.push(await paced(world, rate, await clickedOrders(world, count)));
	}
	printPaced(rows, MANY);
}

async function faults(world: SyncWorld, { faultOrders }: Sizes): Promise<readonly string[]> {
	print(`Sending ${faultOrders} orders without faults and as many with them ...`);
	await world.setParallel(MANY);
	await warmUp(world);
	const result = await withFaults(world, faultOrders);
	printFaults(result);
	if (result.faults.length === 0)
		print('Every order is in the CRM exactly once, all counts agree.');
	return result.faults;
}

async function calls(world: SyncWorld, { contacts }: Sizes): Promise<readonly string[]> {
	print(`Counting calls for ${contacts} contacts ...`);
	const rows = await countCalls(world, contacts, print);
	printCalls(rows, contacts);
	return rows
		.filter(({ right }) => right !== contacts)
		.map(({ system, name, right }) => `${system}, ${name}: ${right} of ${contacts} are right`);
}

async function bench(sizes: Sizes, parts: ReadonlySet<Part>): Promise<number> {
	const root = process.cwd();
	const file = path.join(root, 'host/node_modules/n8n/package.json');
	const userFolder = await mkdtemp(path.join(tmpdir(), 'affiliate-loop-bench-'));
	try {
		const world = await openSyncWorld(root, userFolder, (line) => {
			if (!line.startsWith('  ')) print(line);
		});
		try {
			printMachine((JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version);
			const wrong: string[] = [];
			if (parts.has('throughput')) await throughput(world, sizes);
			if (parts.has('latency')) await latency(world, sizes);
			if (parts.has('faults')) wrong.push(...(await faults(world, sizes)));
			if (parts.has('calls')) wrong.push(...(await calls(world, sizes)));
			wrong.forEach((line) => print(`Wrong: ${line}`));
			return wrong.length === 0 ? 0 : 1;
		} finally {
			await world.close();
		}
	} finally {
		await rm(userFolder, { recursive: true, force: true, maxRetries: 3 });
	}
}

/** `--quick` takes small numbers, `--only latency` measures one part. */
async function main(): Promise<number> {
	const { values } = parseArgs({
		options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } },
	});
	const parts = PARTS.filter((part) => values.only === undefined || part === values.only);
	if (parts.length === 0) throw new HostFailure(`--only has to be one of ${PARTS.join(', ')}.`);
	return await bench(values.quick ? QUICK : FULL, new Set(parts));
}

try {
	process.exitCode = await main();
} catch (error) {
	console.error(error instanceof HostFailure ? error.message : error);
	process.exitCode = 1;
}
