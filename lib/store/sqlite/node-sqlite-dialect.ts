import type { DatabaseSync } from 'node:sqlite';
import { SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler, type Dialect } from 'kysely';
import { NodeSqliteDriver } from './node-sqlite-driver';

/** SQLite runs schema changes in transactions; that makes migrations safe between processes. */
class TransactionalSqliteAdapter extends SqliteAdapter {
	override get supportsTransactionalDdl(): boolean {
		return true;
	}
}

export function nodeSqliteDialect(database: DatabaseSync): Dialect {
	return {
		createAdapter: () => new TransactionalSqliteAdapter(),
		createDriver: () => new NodeSqliteDriver(database),
		createIntrospector: (db) => new SqliteIntrospector(db),
		createQueryCompiler: () => new SqliteQueryCompiler(),
	};
}
