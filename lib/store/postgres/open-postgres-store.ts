import { AffiliateError } from '../../kernel';
import type { Clock } from '../../ports/clock';
import type { AffiliateStore } from '../../ports/store';
import { createStore } from '../create-store';
import { masterKey } from '../keys/master-key';
import { postgresEngine } from './postgres-engine';
import { postgresPool, type PostgresConnection } from './postgres-pool';

const DEFAULT_MAX_CONNECTIONS = 8;

const WORKSPACE = /^[a-z0-9_-]{1,40}$/;

export interface PostgresStoreOptions {
	readonly connection: PostgresConnection;
	/** 1 to 40 lower-case letters, digits, `_` and `-`; each has a schema of its own. */
	readonly workspace: string;
	/** Hex, base64 or passphrase: the key for personal data. */
	readonly key: string;
	readonly clock: Clock;
	readonly maxConnections?: number;
}

/** Schema that a workspace lives in. Throws `invalid_workspace`. */
export function schemaOf(workspace: string): string {
	if (!WORKSPACE.test(workspace)) {
		throw new AffiliateError('The workspace name is not valid', {
			code: 'invalid_workspace',
			path: 'workspace',
			hint: 'Use 1 to 40 lower-case letters, digits, dashes or underscores.',
		});
	}
	return `affiliate_loop_${workspace}`;
}

/**
 * Opens a workspace on PostgreSQL; its schema is made and migrated on first use. Throws
 * `wrong_store_key`, `invalid_store_key`, `invalid_workspace`, `store_unavailable`.
 */
export async function openPostgresStore(options: PostgresStoreOptions): Promise<AffiliateStore> {
	const schema = schemaOf(options.workspace);
	const key = await masterKey(options.key);
	const pool = postgresPool(options.connection, options.maxConnections ?? DEFAULT_MAX_CONNECTIONS);
	try {
		return await createStore(await postgresEngine(pool, schema), key, options.clock);
	} catch (error) {
		if (!pool.ended) await pool.end();
		throw error;
	}
}
