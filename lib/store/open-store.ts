import type { Clock } from '../ports/clock';
import type { AffiliateStore } from '../ports/store';
import { openPostgresStore } from './postgres/open-postgres-store';
import type { PostgresConnection } from './postgres/postgres-pool';
import { openSqliteStore } from './sqlite/open-sqlite-store';
import { systemClock } from './system-clock';

/** Where a workspace is kept; plain data, so that it can be handed to another thread. */
export type StoreLocation =
	| {
			readonly kind: 'sqlite';
			readonly file: string;
			/** Without it a key is kept beside the file. */
			readonly key?: string;
	  }
	| {
			readonly kind: 'postgres';
			readonly connection: PostgresConnection;
			readonly workspace: string;
			readonly key: string;
			readonly maxConnections?: number;
	  };

/** Opens a workspace wherever it is; made and migrated on first use. Throws as the engines do. */
export async function openStore(
	location: StoreLocation,
	clock: Clock = systemClock,
): Promise<AffiliateStore> {
	return location.kind === 'sqlite'
		? await openSqliteStore({ ...location, clock })
		: await openPostgresStore({ ...location, clock });
}
