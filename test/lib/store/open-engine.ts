import { DatabaseSync } from 'node:sqlite';
import type { Engine } from '../../../lib/store/engine';
import { postgresEngine } from '../../../lib/store/postgres/postgres-engine';
import { postgresPool } from '../../../lib/store/postgres/postgres-pool';
import { schemaOf } from '../../../lib/store';
import { sqliteEngine } from '../../../lib/store/sqlite/sqlite-engine';
import type { StoreAddress } from '../../support/stores';

/** The engine under a store, for what can only be seen between its statements. Close it yourself. */
export async function openEngine(address: StoreAddress): Promise<Engine> {
	if (address.kind === 'sqlite') {
		const database = new DatabaseSync(address.file, { timeout: 5 });
		database.exec('pragma foreign_keys = on');
		return await sqliteEngine(database);
	}
	const pool = postgresPool({ connectionString: address.connectionString }, address.maxConnections);
	return await postgresEngine(pool, schemaOf(address.workspace));
}
