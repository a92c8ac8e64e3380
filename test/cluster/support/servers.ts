import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { deleteKeys, redisRefusal, type RedisAddress } from './redis.ts';

/** The PostgreSQL server as n8n and the store's credential take it. */
export interface PostgresAddress {
	readonly host: string;
	readonly port: number;
	readonly user: string;
	readonly password: string;
	readonly database: string;
}

/** A database and a prefix in Redis that no other test has. */
export interface Servers {
	readonly postgres: PostgresAddress;
	readonly redis: RedisAddress;
	/** Begins all names in Redis. */
	readonly prefix: string;
	/** One statement in the database of this cluster. */
	query(sql: string): Promise<Array<Record<string, unknown>>>;
	/** Drops the database and deletes the keys. */
	remove(): Promise<void>;
}

/** TEST_POSTGRES_URL, else a local server that lets `postgres` or `root` in; with what was said. */
async function findPostgres(): Promise<PostgresAddress | string> {
	const given = process.env['TEST_POSTGRES_URL'];
	const urls =
		given === undefined || given === 'stand-in'
			? ['postgres', 'root'].map((user) => `postgres://${user}@127.0.0.1:5432/postgres`)
			: [given];
	let said = '';
	for (const text of urls) {
		const url = new URL(text);
		const address = {
			host: url.hostname,
			port: Number(url.port || 5432),
			user: decodeURIComponent(url.username),
			password: decodeURIComponent(url.password),
			database: url.pathname.slice(1) || 'postgres',
		};
		try {
			await run(address, 'select 1');
			return address;
		} catch (error) {
			said = error instanceof Error ? error.message : String(error);
		}
	}
	return said;
}

function findRedis(): RedisAddress {
	const url = new URL(process.env['TEST_REDIS_URL'] ?? 'redis://127.0.0.1:6379');
	return { host: url.hostname, port: Number(url.port || 6379) };
}

/** Why there can be no cluster on this machine; null when there can. */
export async function refusalOfServers(): Promise<string | null> {
	const { host, port } = findRedis();
	const refusal = await redisRefusal({ host, port });
	if (refusal !== null) return `Redis does not answer at ${host}:${port} (${refusal})`;
	const server = await findPostgres();
	return typeof server === 'string' ? `PostgreSQL does not answer (${server})` : null;
}

/** Makes what a cluster needs, on the Redis that is found or given. */
export async function openServers(redis: RedisAddress = findRedis()): Promise<Servers> {
	const server = await findPostgres();
	if (typeof server === 'string') throw new Error(`PostgreSQL does not answer (${server})`);
	const name = `affiliate_cluster_${randomBytes(4).toString('hex')}`;
	await run(server, `create database "${name}"`);
	const postgres = { ...server, database: name };
	return {
		postgres,
		redis,
		prefix: name,
		query: async (sql) => await run(postgres, sql),
		remove: async () => {
			await run(server, `drop database if exists "${name}" with (force)`);
			await deleteKeys(redis, name);
		},
	};
}

async function run(address: PostgresAddress, sql: string): Promise<Array<Record<string, unknown>>> {
	const client = new Client({
		...address,
		connectionTimeoutMillis: 5_000,
		application_name: 'cluster-test',
	});
	try {
		await client.connect();
		return (await client.query<Record<string, unknown>>(sql)).rows;
	} finally {
		await client.end().catch(() => undefined);
	}
}
