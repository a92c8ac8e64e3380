import { Kysely, sql } from 'kysely';
import type { Pool } from 'pg';
import { ConcurrentChange, MAXIMUM_RERUNS } from '../concurrent-change';
import type { Engine } from '../engine';
import { migrateToLatest } from '../migrations/migrate-to-latest';
import { retryContended } from '../retry-contended';
import type { StoreTables } from '../tables';
import { fromPostgresError, isPostgresContention } from './postgres-errors';
import { WorkspaceDialect } from './workspace-dialect';

/** Brings the workspace's schema to the latest version and puts the contract over it. */
export async function postgresEngine(pool: Pool, schema: string): Promise<Engine> {
	const root = new Kysely<StoreTables>({ dialect: new WorkspaceDialect(pool, schema) });
	const db = root.withSchema(schema);
	const clear = async <Result>(work: () => Promise<Result>): Promise<Result> => {
		try {
			return await work();
		} catch (error) {
			throw fromPostgresError(error);
		}
	};
	await clear(() => migrateToLatest(root, { kind: 'postgres', schema }));
	return {
		kind: 'postgres',
		query: (work) => clear(() => work(db)),
		read: (work) =>
			clear(() =>
				db
					.transaction()
					.setIsolationLevel('repeatable read')
					.setAccessMode('read only')
					.execute(work),
			),
		write: (work) =>
			clear(() => {
				let reruns = 0;
				return retryContended(
					() => db.transaction().execute(work),
					(error) =>
						(isPostgresContention(error) || error instanceof ConcurrentChange) &&
						(reruns += 1) <= MAXIMUM_RERUNS,
				);
			}),
		lock: async (tx, name) => {
			const key = `${schema}\n${name}`;
			await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(tx);
		},
		close: () => root.destroy(),
	};
}
