import type { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { ConcurrentChange, MAXIMUM_RERUNS } from '../concurrent-change';
import type { Engine } from '../engine';
import { migrateToLatest } from '../migrations/migrate-to-latest';
import { retryContended } from '../retry-contended';
import { SerialQueue } from '../serial-queue';
import type { StoreTables } from '../tables';
import { nodeSqliteDialect } from './node-sqlite-dialect';
import { fromSqliteError, isSqliteContention } from './sqlite-errors';

/** Brings the file to the latest schema and puts the engine's contract over it. */
export async function sqliteEngine(database: DatabaseSync): Promise<Engine> {
	const db = new Kysely<StoreTables>({ dialect: nodeSqliteDialect(database) });
	const writers = new SerialQueue();
	const contended = async <Result>(work: () => Promise<Result>): Promise<Result> => {
		try {
			let reruns = 0;
			return await retryContended(
				work,
				(error) =>
					isSqliteContention(error) ||
					(error instanceof ConcurrentChange && (reruns += 1) <= MAXIMUM_RERUNS),
			);
		} catch (error) {
			throw fromSqliteError(error);
		}
	};
	await contended(() => migrateToLatest(db, { kind: 'sqlite', schema: null }));
	return {
		kind: 'sqlite',
		query: (work) => contended(() => work(db)),
		read: (work) => contended(() => db.transaction().setAccessMode('read only').execute(work)),
		// The queue keeps this process's writers in order; the connection is free for reads while
		// one of them waits for another process.
		write: (work) => writers.run(() => contended(() => db.transaction().execute(work))),
		// The write lock of the file already excludes every other writer.
		lock: async () => undefined,
		close: () => writers.run(() => db.destroy()),
	};
}
