import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

import type { BuiltLib } from './built-lib.ts';
import type { StatementReading } from './read-statement.ts';
import { runInChild } from './run-in-child.ts';
import { fillStatementStore } from './statement-file.ts';

/** All rows at once need their memory; beyond this many the baseline is extrapolated. */
const MOST_ROWS_AT_ONCE = 250_000;

/** What a process gets to show that it needs no more, whatever the number of entries. */
export const HEAP_LIMIT_MEGABYTES = 64;

const LIMITED = [`--max-old-space-size=${HEAP_LIMIT_MEGABYTES}`, '--max-semi-space-size=4'];

const READER = fileURLToPath(new URL('read-statement.ts', import.meta.url));

export interface StatementResult {
	readonly conversions: number;
	readonly fileBytes: number;
	readonly fillSeconds: number;
	readonly streamed: StatementReading;
	/** The same with a heap of `HEAP_LIMIT_MEGABYTES` at most. */
	readonly limited: StatementReading;
	readonly atOnce: StatementReading;
}

/** Streams a statement of many conversions, and beside it loads its rows in one query. */
export async function benchStatement(
	lib: BuiltLib,
	root: string,
	conversions: number,
): Promise<StatementResult> {
	const folder = await mkdtemp(path.join(tmpdir(), 'affiliate-bench-statement-'));
	const file = path.join(folder, 'store.sqlite');
	try {
		const start = performance.now();
		await fillStatementStore(lib, file, conversions);
		const fillSeconds = (performance.now() - start) / 1_000;
		const rows = Math.min(conversions, MOST_ROWS_AT_ONCE);
		const streamed = await runInChild<StatementReading>(READER, [root, file, 'stream']);
		const limited = await runInChild<StatementReading>(READER, [root, file, 'stream'], LIMITED);
		const atOnce = await runInChild<StatementReading>(READER, [
			root,
			file,
			'one-query',
			String(rows),
		]);
		for (const { entries } of [streamed, limited]) {
			if (entries !== conversions) throw new Error(`${entries} of ${conversions} were streamed`);
		}
		if (rows === conversions && streamed.balance !== atOnce.balance) {
			throw new Error(`The balances differ: ${streamed.balance} and ${atOnce.balance}`);
		}
		const fileBytes = (await stat(file)).size;
		return { conversions, fileBytes, fillSeconds, streamed, limited, atOnce };
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
