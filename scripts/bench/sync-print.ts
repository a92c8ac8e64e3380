import { cpus, loadavg, platform, release, totalmem } from 'node:os';
import process from 'node:process';

import { printTable } from './print-table.ts';
import type { CallRow } from './sync-calls.ts';
import { FAULT_KINDS } from './sync-faults.ts';
import type { BurstResult, FaultResult, PacedResult } from './sync-runs.ts';
import { figure } from './text-table.ts';

/** HubSpot's limits for private apps: requests in ten seconds, by plan. */
const HUBSPOT_BURSTS = [100, 190];

export function printMachine(n8nVersion: string): void {
	const { length, [0]: cpu } = cpus();
	const gibibytes = (totalmem() / 2 ** 30).toFixed(0);
	printTable('Machine', [
		['Processor', `${length} x ${cpu?.model.trim() ?? 'unknown'}`],
		['Memory', `${gibibytes} GiB`],
		['System', `${platform()} ${release()}`],
		['Node.js, n8n', `${process.version}, ${n8nVersion}`],
		['Load before the run', loadavg()[0]?.toFixed(2) ?? '-'],
		['Database', 'SQLite, of n8n and of the package'],
	]);
}

export interface BurstRow {
	readonly parallel: number;
	readonly result: BurstResult;
	/** Share of one core that n8n used, in percent; null where the system does not tell. */
	readonly cpuPercent: number | null;
}

export function printBursts(rows: readonly BurstRow[]): void {
	const baseline = rows[0]?.result.perSecond ?? Number.NaN;
	printTable('1. Orders a second, from signed webhook to the last write in HubSpot', [
		['at once', 'orders', 'accepted/s', 'in the CRM/s', 'ratio', 'calls/order', 'n8n, % of a core'],
		...rows.map(({ parallel, result, cpuPercent }) => [
			String(parallel),
			String(result.orders),
			figure(result.acceptedPerSecond),
			figure(result.perSecond),
			`${(result.perSecond / baseline).toFixed(2)} x`,
			result.callsPerOrder.toFixed(1),
			cpuPercent === null ? '-' : cpuPercent.toFixed(0),
		]),
	]);
	const calls = rows[0]?.result.callsPerOrder ?? Number.NaN;
	const most = HUBSPOT_BURSTS.map(
		(burst) => `${(burst / 10 / calls).toFixed(1)} at ${burst} requests in 10 s`,
	);
	console.log(`\nHubSpot itself would take ${most.join(', ')}; its limit is off here.`);
}

export function printPaced(rows: readonly PacedResult[], parallel: number): void {
	printTable(`2. From webhook to the CRM's last answer, ${parallel} at once, milliseconds`, [
		['orders/s', 'orders', 'p50', 'p95', 'p99', 'webhook p50', 'backlog', 'drained in s'],
		...rows.map((row) => [
			String(row.rate),
			String(row.orders),
			figure(row.p50),
			figure(row.p95),
			figure(row.p99),
			figure(row.accepted),
			String(row.backlog),
			row.drainSeconds.toFixed(1),
		]),
	]);
	console.log('\nBacklog: sent, and not yet in the CRM, when the last one was sent.');
}

export function printFaults(result: FaultResult): void {
	const { clean, faulty, requests, strikes, dead } = result;
	const struck = strikes.reduce((sum, count) => sum + count, 0);
	printTable('3. One request in five meets a fault', [
		['', 'orders', 'seconds', 'ratio', 'calls/order'],
		['without faults', String(clean.orders), figure(clean.seconds), '1.00 x', calls(clean)],
		[
			'with faults',
			String(faulty.orders),
			figure(faulty.seconds),
			`${(faulty.seconds / clean.seconds).toFixed(2)} x`,
			calls(faulty),
		],
	]);
	const kinds = FAULT_KINDS.map((kind, at) => `${kind}: ${strikes[at] ?? 0}`).join(', ');
	console.log(`\n${struck} of ${requests} requests were struck (${kinds}); ${dead} set aside.`);
}

function calls({ callsPerOrder }: BurstResult): string {
	return callsPerOrder.toFixed(1);
}

export function printCalls(rows: readonly CallRow[], contacts: number): void {
	const perThousand = (count: number): string => figure((count * 1_000) / contacts);
	const body = rows.map((row) => [
		`${row.system}: ${row.name}`,
		...[row.created, row.unchanged, row.changed].flatMap(({ calls: count, seconds }) => [
			perThousand(count),
			figure(seconds),
		]),
		`${row.right} of ${contacts}`,
	]);
	printTable(`4. Calls per 1,000 contacts, measured with ${contacts.toLocaleString('en-US')}`, [
		['', 'new', 's', 'unchanged', 's', 'changed', 's', 'right in the CRM'],
		...body,
	]);
	console.log("\nCalls of n8n's own nodes by those of CRM Sync:");
	for (const ours of rows.filter(({ isOurs }) => isOurs)) {
		const stock = rows.filter(({ system, isOurs }) => system === ours.system && !isOurs);
		for (const { system, name, created, unchanged, changed } of stock) {
			const times = (a: number, b: number): string => `${figure(a / b)} x`;
			const [fresh, same, other] = [
				times(created.calls, ours.created.calls),
				times(unchanged.calls, ours.unchanged.calls),
				times(changed.calls, ours.changed.calls),
			];
			console.log(
				`${system}, ${name}, by "${ours.name}": ${fresh} (new), ${same} (unchanged), ${other} (changed)`,
			);
		}
	}
}
