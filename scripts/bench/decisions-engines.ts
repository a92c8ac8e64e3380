import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';

import { Pool } from 'pg';

import type { AffiliateStore } from '../../lib/ports/store.ts';
import type { DecisionLib } from './decisions-lib.ts';
import { findPostgres } from './ledger-engines.ts';

/** Columns by name, as the store writes them. */
export type Row = object;

/** A store with a second way in: for rows in bulk, and for the least that a database can do. */
export interface DecisionEngine {
	readonly name: string;
	readonly store: AffiliateStore;
	insertRows(table: string, rows: readonly Row[]): Promise<void>;
	/** A click by its primary key, with a prepared statement and nothing around it. */
	lookUp(clickId: string): Promise<unknown>;
	/** One durable transaction with one insert of a row: the least that a write can take. */
	insertBare(id: string, record: string): Promise<void>;
	/** The row of a check, as it stands. */
	checkRow(orderId: string): Promise<Row>;
	/** Takes away what checks of orders wrote whose id begins like this. */
	forgetChecks(prefix: string): Promise<void>;
	/** After filling: statistics for the planner, and the log into the file. */
	settle(): Promise<void>;
	close(): Promise<void>;
}

/** Of stores that are thrown away after the run. */
export const KEY = '5b'.repeat(32);

export const clock = { now: () => new Date().toISOString() };

const CONNECTIONS = 8;

const CHECK_TABLES = ['fraud_checks', 'order_traits', 'order_clicks', 'order_interceptions'];

/** A store in a file; the file stays, and where none is given it goes at the end. */
export async function sqliteEngine(lib: DecisionLib, given?: string): Promise<DecisionEngine> {
	const folder = given === undefined ? await mkdtemp(path.join(tmpdir(), 'affiliate-bench-')) : '';
	const file = given ?? path.join(folder, 'store.sqlite');
	const store = await lib.store.openSqliteStore({ file, key: KEY, clock });
	const database = new DatabaseSync(file);
	for (const pragma of ['synchronous = off', 'cache_size = -400000']) {
		database.exec(`pragma ${pragma}`);
	}
	const indexes = withoutIndexes(database);
	const statements = new Map<string, StatementSync>();
	const prepared = (sql: string): StatementSync => {
		const statement = statements.get(sql) ?? database.prepare(sql);
		statements.set(sql, statement);
		return statement;
	};
	return {
		name: 'SQLite',
		store,
		async insertRows(table, rows) {
			database.exec('begin');
			for (const row of rows) {
				const columns = Object.keys(row);
				const places = columns.map(() => '?').join(', ');
				prepared(`insert into ${table} (${columns.join(', ')}) values (${places})`).run(
					...(Object.values(row) as SQLInputValue[]),
				);
			}
			database.exec('commit');
		},
		async lookUp(clickId) {
			return prepared('select * from clicks where click_id = ?').get(clickId);
		},
		async insertBare(id, record) {
			database.exec('begin immediate');
			prepared('insert into bare_rows values (?, ?)').run(id, record);
			database.exec('commit');
		},
		async checkRow(orderId) {
			return { ...prepared('select * from fraud_checks where order_id = ?').get(orderId) };
		},
		async forgetChecks(prefix) {
			for (const table of CHECK_TABLES) {
				prepared(`delete from ${table} where order_id like ?`).run(`${prefix}%`);
			}
		},
		async settle() {
			for (const sql of indexes) database.exec(sql);
			database.exec('pragma wal_checkpoint(truncate)');
			database.exec('pragma cache_size = -2000; pragma synchronous = full');
			database.exec('create table bare_rows (id text primary key, record text not null)');
		},
		async close() {
			await store.close();
			database.close();
			if (folder !== '') await rm(folder, { recursive: true, force: true });
		},
	};
}

/** Tables that get very many rows. */
const FILLED = ['clicks', 'order_traits', 'fraud_checks', 'conversions', 'order_clicks'];

/** Takes indexes away until the rows are in, for random places take long; gives what makes them again. */
function withoutIndexes(database: DatabaseSync): string[] {
	const found = database
		.prepare(
			`select name, sql from sqlite_master where type = 'index' and sql like 'create index%'
				and tbl_name in (${FILLED.map(() => '?').join(', ')})`,
		)
		.all(...FILLED);
	for (const { name } of found) database.exec(`drop index "${String(name)}"`);
	return found.map(({ sql }) => String(sql));
}

/** A workspace of its own in a PostgreSQL server, dropped at the end; null when none answers. */
export async function postgresEngine(lib: DecisionLib): Promise<DecisionEngine | null> {
	const connectionString = await findPostgres();
	if (connectionString === null) return null;
	const workspace = `bench_${randomBytes(6).toString('hex')}`;
	const schema = lib.store.schemaOf(workspace);
	const store = await lib.store.openPostgresStore({
		connection: { connectionString },
		workspace,
		key: KEY,
		clock,
		maxConnections: CONNECTIONS,
	});
	const pool = new Pool({ connectionString, max: CONNECTIONS });
	const select = async (table: string, column: string, value: string): Promise<unknown> => {
		const { rows } = await pool.query<Row>({
			name: `select ${table}`,
			text: `select * from "${schema}".${table} where ${column} = $1`,
			values: [value],
		});
		return rows[0];
	};
	return {
		name: 'PostgreSQL',
		store,
		async insertRows(table, rows) {
			const columns = Object.keys(rows[0] ?? {}).join(', ');
			if (columns === '') return;
			const json = JSON.stringify(rows, (_, value: unknown) =>
				typeof value === 'bigint' ? value.toString() : value,
			);
			await pool.query(
				`insert into "${schema}".${table} (${columns})
				select ${columns} from json_populate_recordset(null::"${schema}".${table}, $1)`,
				[json],
			);
		},
		lookUp: (clickId) => select('clicks', 'click_id', clickId),
		async insertBare(id, record) {
			await pool.query({
				name: 'bare',
				text: `insert into "${schema}".bare_rows values ($1, $2)`,
				values: [id, record],
			});
		},
		checkRow: async (orderId) => (await select('fraud_checks', 'order_id', orderId)) as Row,
		async forgetChecks(prefix) {
			for (const table of CHECK_TABLES) {
				await pool.query(`delete from "${schema}".${table} where order_id like $1`, [`${prefix}%`]);
			}
		},
		async settle() {
			await pool.query(
				`create table "${schema}".bare_rows (id text primary key, record text not null)`,
			);
			for (const { tablename } of (
				await pool.query<{ tablename: string }>(
					'select tablename from pg_tables where schemaname = $1',
					[schema],
				)
			).rows) {
				await pool.query(`vacuum analyze "${schema}"."${tablename}"`);
			}
		},
		async close() {
			await store.close();
			await pool.query(`drop schema "${schema}" cascade`);
			await pool.end();
		},
	};
}
