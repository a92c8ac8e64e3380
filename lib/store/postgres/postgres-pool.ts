import { Pool, types, type PoolConfig } from 'pg';

const INT8 = 20;

const CONNECT_TIMEOUT_MILLISECONDS = 15_000;
const IDLE_TIMEOUT_MILLISECONDS = 30_000;

/** Where the server is, as the `pg` package takes it. */
export type PostgresConnection = Pick<
	PoolConfig,
	'host' | 'port' | 'database' | 'user' | 'password' | 'ssl' | 'connectionString'
>;

/**
 * A bounded pool of its own. 64-bit integers come as bigint in this pool only; the parsers that
 * other users of `pg` in the process share stay untouched.
 */
export function postgresPool(connection: PostgresConnection, maxConnections: number): Pool {
	const pool = new Pool({
		...connection,
		max: maxConnections,
		connectionTimeoutMillis: CONNECT_TIMEOUT_MILLISECONDS,
		idleTimeoutMillis: IDLE_TIMEOUT_MILLISECONDS,
		allowExitOnIdle: true,
		application_name: 'affiliate-loop',
		types: {
			getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
				oid === INT8
					? (text: string) => BigInt(text)
					: types.getTypeParser(oid, format as 'text')) as typeof types.getTypeParser,
		},
	});
	// An idle connection that breaks is replaced on next use; unheard, it would end the process.
	pool.on('error', () => undefined);
	// So would one that breaks between two statements of a transaction; the next statement fails.
	pool.on('connect', (client) => client.on('error', () => undefined));
	return pool;
}
