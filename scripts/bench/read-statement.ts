/*
 * Reads one statement in a process of its own, so that its memory is its own:
 *   node read-statement.ts <root> <file> stream
 *   node read-statement.ts <root> <file> one-query <rows>
 */
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { DatabaseSync } from 'node:sqlite';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import type { StatementEntry } from '../../lib/ports/ledger-store.ts';
import { loadBuiltLib } from './built-lib.ts';
import { STATEMENT_AFFILIATE } from './statement-file.ts';

const ENTRIES_PER_SAMPLE = 5_000;
/** Collections are few, so that they do not keep the process smaller than it would be. */
const ENTRIES_PER_COLLECTION = 250_000;

/** What the parent process reads from standard output, as JSON. */
export interface StatementReading {
	readonly entries: number;
	readonly seconds: number;
	/** Above what the process had before the first entry. */
	readonly peakRssBytes: number;
	/** The same of the heap that is reachable: after a garbage collection, at its highest. */
	readonly liveHeapBytes: number;
	/** Last running balance in minor units. */
	readonly balance: string;
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function liveHeap(): number {
	collectGarbage();
	return process.memoryUsage().heapUsed;
}

class Memory {
	readonly #heapBefore = liveHeap();
	readonly #rssBefore = process.memoryUsage.rss();
	#heap = 0;
	#rss = 0;

	/** Not the system's own peak: on Linux a process inherits that from who started it. */
	sample(): void {
		this.#rss = Math.max(this.#rss, process.memoryUsage.rss());
	}

	collect(): void {
		this.sample();
		this.#heap = Math.max(this.#heap, liveHeap());
	}

	peaks(): Pick<StatementReading, 'peakRssBytes' | 'liveHeapBytes'> {
		return {
			peakRssBytes: this.#rss - this.#rssBefore,
			// A collection may also free what the start had left over.
			liveHeapBytes: Math.max(0, this.#heap - this.#heapBefore),
		};
	}
}

async function stream(root: string, file: string): Promise<StatementReading> {
	const clock = { now: () => new Date().toISOString() };
	const store = await loadBuiltLib(root).store.openSqliteStore({ file, clock });
	const memory = new Memory();
	const start = performance.now();
	let collecting = 0;
	let entries = 0;
	let last: StatementEntry | null = null;
	for await (const entry of store.ledger.streamStatement({ affiliateId: STATEMENT_AFFILIATE })) {
		last = entry;
		entries += 1;
		if (entries % ENTRIES_PER_SAMPLE === 0) memory.sample();
		if (entries % ENTRIES_PER_COLLECTION === 0) {
			const before = performance.now();
			memory.collect();
			collecting += performance.now() - before;
		}
	}
	const seconds = (performance.now() - start - collecting) / 1_000;
	memory.collect();
	await store.close();
	const balance = String(last?.balance.amountMinor ?? 0n);
	return { entries, seconds, balance, ...memory.peaks() };
}

/** The same rows the simple way: one query, all of it in an array. */
function oneQuery(file: string, rows: number): StatementReading {
	const database = new DatabaseSync(file);
	const statement = database.prepare(
		`select p.sequence, p.occurred_at, p.account, p.currency, p.amount_minor,
			t.transaction_id, t.kind, t.commission_id, t.cause
		from postings p join ledger_transactions t on t.transaction_id = p.transaction_id
		where p.account = ? order by p.occurred_at, p.sequence limit ?`,
	);
	statement.setReadBigInts(true);
	const memory = new Memory();
	const start = performance.now();
	const entries = statement.all(`pending:${STATEMENT_AFFILIATE}`, rows);
	const balance = entries.reduce((sum, row) => sum - (row['amount_minor'] as bigint), 0n);
	const seconds = (performance.now() - start) / 1_000;
	memory.collect();
	database.close();
	return { entries: entries.length, seconds, balance: String(balance), ...memory.peaks() };
}

if (import.meta.main) {
	const [root = '', file = '', mode, rows] = process.argv.slice(2);
	const reading = mode === 'stream' ? await stream(root, file) : oneQuery(file, Number(rows));
	process.stdout.write(JSON.stringify(reading));
}
