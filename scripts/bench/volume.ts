import { cpus, totalmem } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { BUILT } from './built-lib.ts';
import { print } from './print-table.ts';
import { runInChild } from './run-in-child.ts';
import { figure, textTable } from './text-table.ts';
import type { VolumeRow } from './volume-task.ts';

const SIZES = '10000,1000000,10000000';
const TASK = path.join(path.dirname(fileURLToPath(import.meta.url)), 'volume-task.ts');
const MEBIBYTE = 1_048_576;

const HEAD = [
	'',
	'clicks',
	'written/s',
	'× first',
	'µs look-up',
	'µs journey',
	'ms counts',
	'ms counts, click by click',
	'ms totals',
	's all days',
	'deleted/s',
	'MiB',
	'MiB per million',
	'MiB memory, writing',
	'MiB memory, all days',
];

function line(row: VolumeRow, first: VolumeRow): string[] {
	const mebibytes = row.bytes / MEBIBYTE;
	return [
		row.engine,
		row.clicks.toLocaleString('en-US'),
		figure(row.appendedPerSecond),
		figure(row.appendedPerSecond / first.appendedPerSecond),
		figure(row.lookUp * 1_000),
		figure(row.journey * 1_000),
		figure(row.counts),
		figure(row.countsRaw),
		figure(row.totals),
		figure(row.days / 1_000),
		figure(row.deletedPerSecond),
		figure(mebibytes),
		figure((mebibytes * 1_000_000) / row.clicks),
		figure(row.appendPeak / MEBIBYTE),
		figure(row.daysPeak / MEBIBYTE),
	];
}

/** What clicks cost a store that holds ten thousand, a million and ten million of them. */
async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			sizes: { type: 'string', default: SIZES },
			engines: { type: 'string', default: 'sqlite,postgres' },
		},
	});
	const [processor] = cpus();
	const memory = Math.round(totalmem() / 1_073_741_824);
	print(`${cpus().length} × ${processor?.model ?? '?'}, ${memory} GiB, Node ${process.version}`);
	print(`Measured is ${BUILT}; each store and size in a process of its own.`);
	const table: string[][] = [HEAD];
	for (const engine of values.engines.split(',')) {
		let first: VolumeRow | null = null;
		for (const size of values.sizes.split(',')) {
			print(`Filling ${engine} with ${Number(size).toLocaleString('en-US')} clicks ...`);
			const row = await runInChild<VolumeRow | null>(TASK, [engine, size]);
			if (row === null) {
				print('No PostgreSQL answers; its rows are left out.');
				break;
			}
			first ??= row;
			table.push(line(row, first));
		}
	}
	print('');
	textTable(table).forEach(print);
}

await main();
