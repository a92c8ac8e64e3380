export { moveWorkspace, type MovedTable, type MoveOrder } from './move/move-workspace';
export { openStore, type StoreLocation } from './open-store';
export {
	openPostgresStore,
	schemaOf,
	type PostgresStoreOptions,
} from './postgres/open-postgres-store';
export type { PostgresConnection } from './postgres/postgres-pool';
export { openSqliteStore, type SqliteStoreOptions } from './sqlite/open-sqlite-store';
