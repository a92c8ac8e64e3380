import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { DatabaseSync } from 'node:sqlite';

import { Client, Pool } from 'pg';

import type { AffiliateStore } from '../../lib/ports/store.ts';
import type { BuiltLib } from './built-lib.ts';

/** Connections of the store and of the bare inserts; as many as write at once. */
const CONNECTIONS = 8;

const clock = { now: () => new Date().toISOString() };

export interface LedgerEngine {
	readonly name: string;
	readonly store: AffiliateStore;
	/** One durable transaction with one insert of a row: the least that the database can do. */
	insertBare(id: string, record: string): Promise<void>;
	close(): Promise<void>;
}

/** A store in a file of its own, with bare inserts into a second file under the same pragmas. */
export async function sqliteLedger({
	store: { openSqliteStore },
}: BuiltLib): Promise<LedgerEngine> {
	const folder = await mkdtemp(path.join(tmpdir(), 'affiliate-bench-'));
	const store = await openSqliteStore({ file: path.join(folder, 'store.sqlite'), clock });
	const bare = new DatabaseSync(path.join(folder, 'bare.sqlite'));
	bare.exec('pragma journal_mode = wal; pragma synchronous = full');
	bare.exec('create table bare_rows (id text primary key, record text not null)');
	const insert = bare.prepare('insert into bare_rows values (?, ?)');
	return {
		name: 'SQLite',
		store,
		async insertBare(id, record) {
			bare.exec('begin immediate');
			insert.run(id, record);
			bare.exec('commit');
		},
		async close() {
			await store.close();
			bare.close();
			await rm(folder, { recursive: true, force: true });
		},
	};
}

/** A workspace of its own in a PostgreSQL server, dropped at the end; null when none answers. */
export async function postgresLedger({ store: lib }: BuiltLib): Promise<LedgerEngine | null> {
	const connectionString = await findPostgres();
	if (connectionString === null) return null;
	const workspace = `bench_${randomBytes(6).toString('hex')}`;
	const schema = lib.schemaOf(workspace);
	const store = await lib.openPostgresStore({
		connection: { connectionString },
		workspace,
		key: randomBytes(32).toString('base64'),
		clock,
		maxConnections: CONNECTIONS,
	});
	const pool = new Pool({ connectionString, max: CONNECTIONS });
	await pool.query(
		`create table "${schema}".bare_rows (id text primary key, record text not null)`,
	);
	return {
		name: 'PostgreSQL',
		store,
		async insertBare(id, record) {
			const client = await pool.connect();
			try {
				await client.query('begin');
				await client.query({
					name: 'bare',
					text: `insert into "${schema}".bare_rows values ($1, $2)`,
					values: [id, record],
				});
				await client.query('commit');
			} finally {
				client.release();
			}
		},
		async close() {
			await store.close();
			await pool.query(`drop schema "${schema}" cascade`);
			await pool.end();
		},
	};
}

/** TEST_POSTGRES_URL, else a local server that lets `postgres` or `root` in without a password. */
export async function findPostgres(): Promise<string | null> {
	const given = process.env['TEST_POSTGRES_URL'];
	const local = ['postgres', 'root'].map((user) => `postgres://${user}@127.0.0.1:5432/postgres`);
	for (const connectionString of given === undefined ? local : [given]) {
		const client = new Client({ connectionString, connectionTimeoutMillis: 3_000 });
		try {
			await client.connect();
			return connectionString;
		} catch {
			continue;
		} finally {
			await client.end().catch(() => undefined);
		}
	}
	return null;
}
