import { randomBytes } from 'node:crypto';
import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { Client } from 'pg';

import type { AffiliateStore } from '../../lib/ports/store.ts';
import type { BuiltLib } from './built-lib.ts';
import { findPostgres } from './ledger-engines.ts';

/** A store, and a way to its database behind its back: to fill it, and to ask it what it weighs. */
export interface VolumeStore {
	readonly name: string;
	readonly kind: 'sqlite' | 'postgres';
	readonly store: AffiliateStore;
	run(sql: string): Promise<ReadonlyArray<Record<string, unknown>>>;
	/** As a database is after a while: statistics made, the log written into the file. */
	settle(): Promise<void>;
	/** Bytes of clicks with their indexes; of the file as a whole where no table can be told. */
	bytes(): Promise<number>;
	close(): Promise<void>;
}

const KEY = '5b'.repeat(32);

const clock = { now: () => new Date().toISOString() };

const CONNECTIONS = 4;

export async function sqliteVolume({ store: lib }: BuiltLib): Promise<VolumeStore> {
	const folder = await mkdtemp(path.join(tmpdir(), 'affiliate-volume-'));
	const file = path.join(folder, 'store.sqlite');
	const store = await lib.openSqliteStore({ file, key: KEY, clock });
	const database = new DatabaseSync(file);
	database.exec('pragma synchronous = off; pragma cache_size = -400000');
	return {
		name: 'SQLite',
		kind: 'sqlite',
		store,
		run: async (sql) => {
			if (/^select/i.test(sql)) return await Promise.resolve(database.prepare(sql).all());
			database.exec(sql);
			return [];
		},
		settle: async () => {
			database.exec('analyze; pragma wal_checkpoint(truncate)');
			// Else the first durable write would wait for all that was filled in without waiting.
			const handle = await open(file, 'r+');
			await handle.sync();
			await handle.close();
		},
		bytes: async () => (await stat(file)).size,
		close: async () => {
			await store.close();
			database.close();
			await rm(folder, { recursive: true, force: true });
		},
	};
}

/** In a workspace of its own, dropped at the end; null where no server answers. */
export async function postgresVolume({ store: lib }: BuiltLib): Promise<VolumeStore | null> {
	const connectionString = await findPostgres();
	if (connectionString === null) return null;
	const workspace = `volume_${randomBytes(6).toString('hex')}`;
	const schema = lib.schemaOf(workspace);
	const store = await lib.openPostgresStore({
		connection: { connectionString },
		workspace,
		key: KEY,
		clock,
		maxConnections: CONNECTIONS,
	});
	const client = new Client({ connectionString });
	await client.connect();
	await client.query(`set search_path to "${schema}"; set maintenance_work_mem = '512MB'`);
	const run = async (sql: string): Promise<Array<Record<string, unknown>>> =>
		(await client.query<Record<string, unknown>>(sql)).rows;
	return {
		name: 'PostgreSQL',
		kind: 'postgres',
		store,
		run,
		settle: async () => {
			await run('vacuum analyze');
			await run('checkpoint');
		},
		bytes: async () => {
			const [row] = await run(`select pg_total_relation_size('clicks')::float8 as bytes`);
			return Number(row?.['bytes']);
		},
		close: async () => {
			await store.close();
			await run(`drop schema "${schema}" cascade`);
			await client.end();
		},
	};
}
