import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { DatabaseSync } from 'node:sqlite';
import { Client } from 'pg';
import type { Clock } from '../../lib/ports/clock';
import type { AffiliateStore } from '../../lib/ports/store';
import { openPostgresStore, openSqliteStore, schemaOf } from '../../lib/store';

/** A raw key, because stretching a passphrase would cost every test a tenth of a second. */
export const TEST_KEY = Buffer.alloc(32, 'only tests use this').toString('base64');

export const fixedClock: Clock = { now: () => '2026-11-20T09:00:00.000Z' };

export interface OpenOptions {
	readonly key?: string;
	readonly clock?: Clock;
}

/** How another process opens the same workspace. */
export type StoreAddress =
	| { readonly kind: 'sqlite'; readonly file: string }
	| {
			readonly kind: 'postgres';
			readonly connectionString: string;
			readonly workspace: string;
			readonly maxConnections: number;
	  };

/** One empty workspace on one engine; whatever is opened through it is closed by itself. */
export interface TestWorkspace {
	readonly address: StoreAddress;
	open(options?: OpenOptions): Promise<AffiliateStore>;
	/** Statements behind the store's back. Tables of PostgreSQL need no schema in front. */
	execute(sql: string): Promise<Array<Record<string, unknown>>>;
	/** Closes everything that was opened, so that another process can have the workspace. */
	close(): Promise<void>;
}

export interface TestEngine {
	readonly kind: 'sqlite' | 'postgres';
	/** A new, empty workspace. */
	workspace(): Promise<TestWorkspace>;
	/** A store in a new workspace. */
	open(options?: OpenOptions): Promise<AffiliateStore>;
	/** Whether the PostgreSQL behind it is the single-connection stand-in. */
	isStandIn(): boolean;
}

/** Runs the same tests over SQLite and PostgreSQL, and cleans up behind them. */
export function describeStores(title: string, define: (engine: TestEngine) => void): void {
	describe(`${title}, on SQLite`, () => define(sqliteEngine()));
	describe(`${title}, on PostgreSQL`, () => define(postgresEngine()));
}

/** Only the embedded engine; for what is about its files. */
export function sqliteEngine(): TestEngine {
	const folder = mkdtempSync(path.join(tmpdir(), 'affiliate-store-'));
	const workspaces: TestWorkspace[] = [];
	afterEach(() => closeAll(workspaces));
	afterAll(() => rmSync(folder, { recursive: true, force: true }));
	const workspace = async (): Promise<TestWorkspace> => {
		const file = path.join(folder, `store-${workspaces.length}`, 'workspace.sqlite');
		const opened = handles(({ key, clock }) =>
			openSqliteStore({ file, clock: clock ?? fixedClock, ...(key === undefined ? {} : { key }) }),
		);
		const created: TestWorkspace = {
			address: { kind: 'sqlite', file },
			...opened,
			async execute(sql) {
				const database = new DatabaseSync(file, { timeout: 5_000 });
				try {
					database.exec('pragma foreign_keys = on');
					return database.prepare(sql).all();
				} finally {
					database.close();
				}
			},
		};
		workspaces.push(created);
		return created;
	};
	return engineOf('sqlite', workspace, () => false);
}

/** One server for all engines of a test file; the last one ends it. */
let sharedServer: Promise<PostgresServer> | null = null;
let openEngines = 0;

/** Only PostgreSQL; for what is about its server. */
export function postgresEngine(): TestEngine {
	const workspaces: TestWorkspace[] = [];
	const pool = new WorkspacePool();
	let server: PostgresServer | null = null;
	openEngines += 1;
	beforeAll(async () => {
		sharedServer ??= findServer();
		server = await sharedServer;
	}, 60_000);
	// Every test gives its connections back; the stand-in has only a few.
	afterEach(async () => {
		await closeAll(workspaces);
		await pool.takeBack();
	});
	afterAll(async () => {
		try {
			await dropSchemas(workspaces);
		} finally {
			openEngines -= 1;
			if (openEngines === 0) server?.standIn?.kill('SIGKILL');
		}
	}, 60_000);
	const workspace = async (): Promise<TestWorkspace> => {
		if (server === null) throw new Error('Workspaces are made inside of tests');
		const { connectionString, standIn } = server;
		const address = {
			kind: 'postgres' as const,
			connectionString,
			workspace: `test_${randomBytes(6).toString('hex')}`,
			maxConnections: standIn === null ? 4 : 1,
		};
		const schema = schemaOf(address.workspace);
		const opened = handles((options) =>
			openPostgresStore({
				connection: { connectionString },
				workspace: address.workspace,
				key: options.key ?? TEST_KEY,
				clock: options.clock ?? fixedClock,
				maxConnections: address.maxConnections,
			}),
		);
		const created: TestWorkspace = {
			address,
			...opened,
			execute: (sql) => runSql(connectionString, [`set search_path to "${schema}"`, sql]),
		};
		// The schema exists from the start, so that cleaning up finds it whatever the test does.
		await runSql(connectionString, [`create schema "${schema}"`]);
		workspaces.push(created);
		return created;
	};
	return {
		...engineOf('postgres', workspace, () => server?.standIn != null),
		open: async (options) => await (await pool.lend(workspace)).open(options),
	};
}

/** Empties every table but those of the migrations, and lets sequences begin again. */
const EMPTY_SCHEMA = `do $$ declare name text; begin
	set local session_replication_role = replica;
	for name in select tablename from pg_tables
		where schemaname = current_schema and tablename not like 'kysely%' loop
		execute format('delete from %I', name);
	end loop;
	perform setval(c.oid, 1, false) from pg_class c
		where c.relnamespace = current_schema::regnamespace and c.relkind = 'S';
end $$`;

/**
 * Making a schema takes PostgreSQL a third of a second, emptying one hardly anything. So what a test
 * only opened is emptied and lent to the next one of the file.
 */
class WorkspacePool {
	#free: TestWorkspace[] = [];

	#lent: TestWorkspace[] = [];

	async lend(create: () => Promise<TestWorkspace>): Promise<TestWorkspace> {
		const workspace = this.#free.pop() ?? (await create());
		this.#lent.push(workspace);
		return workspace;
	}

	async takeBack(): Promise<void> {
		const lent = this.#lent.splice(0);
		for (const workspace of lent) {
			// Who may not switch triggers off cannot empty what is append-only, and gets a new one.
			const isEmpty = await workspace.execute(EMPTY_SCHEMA).then(
				() => true,
				() => false,
			);
			if (isEmpty) this.#free.push(workspace);
		}
	}
}

async function closeAll(workspaces: readonly TestWorkspace[]): Promise<void> {
	for (const workspace of workspaces) await workspace.close();
}

async function dropSchemas(workspaces: readonly TestWorkspace[]): Promise<void> {
	for (const { address } of workspaces) {
		if (address.kind !== 'postgres') continue;
		const schema = schemaOf(address.workspace);
		await runSql(address.connectionString, [`drop schema "${schema}" cascade`]);
	}
}

function engineOf(
	kind: TestEngine['kind'],
	workspace: () => Promise<TestWorkspace>,
	isStandIn: () => boolean,
): TestEngine {
	return {
		kind,
		workspace,
		isStandIn,
		open: async (options) => await (await workspace()).open(options),
	};
}

/** Remembers what was opened, so that it can be closed whatever happens to the test. */
function handles(open: (options: OpenOptions) => Promise<AffiliateStore>) {
	const stores = new Set<AffiliateStore>();
	return {
		async open(options: OpenOptions = {}): Promise<AffiliateStore> {
			const store = await open(options);
			const tracked = {
				...store,
				close: async () => {
					if (stores.delete(tracked)) await store.close();
				},
			};
			stores.add(tracked);
			return tracked;
		},
		async close(): Promise<void> {
			for (const store of stores) await store.close();
		},
	};
}

interface PostgresServer {
	readonly connectionString: string;
	/** The process of the stand-in; null for a real server. */
	readonly standIn: ChildProcess | null;
}

/**
 * TEST_POSTGRES_URL, else a local server that lets `postgres` or `root` in without a password,
 * else PGlite behind a socket. `TEST_POSTGRES_URL=stand-in` asks for the last one.
 */
async function findServer(): Promise<PostgresServer> {
	const given = process.env.TEST_POSTGRES_URL;
	if (given !== 'stand-in') {
		const local = ['postgres', 'root'].map((user) => `postgres://${user}@127.0.0.1:5432/postgres`);
		for (const connectionString of given === undefined ? local : [given]) {
			if (await answers(connectionString)) return { connectionString, standIn: null };
		}
		if (given !== undefined) throw new Error('TEST_POSTGRES_URL does not answer');
	}
	const { standIn, port } = await startStandIn();
	process.stdout.write('Store tests run on PGlite, a stand-in for a PostgreSQL server.\n');
	return { connectionString: `postgres://postgres@127.0.0.1:${port}/postgres`, standIn };
}

async function answers(connectionString: string): Promise<boolean> {
	try {
		await runSql(connectionString, ['select 1']);
		return true;
	} catch {
		return false;
	}
}

async function runSql(
	connectionString: string,
	statements: readonly string[],
): Promise<Array<Record<string, unknown>>> {
	const client = new Client({ connectionString, connectionTimeoutMillis: 5_000 });
	let rows: Array<Record<string, unknown>> = [];
	try {
		await client.connect();
		for (const statement of statements) rows = (await client.query(statement)).rows;
	} finally {
		await client.end().catch(() => undefined);
	}
	return rows;
}

/** Ends with its standard input, so that it never outlives the tests. */
const STAND_IN_SCRIPT = `
	const { createServer } = require('node:net');
	const { PGlite } = require('@electric-sql/pglite');
	const { PGLiteSocketServer } = require('@electric-sql/pglite-socket');
	const probe = createServer().listen(0, '127.0.0.1', () => {
		const { port } = probe.address();
		probe.close(async () => {
			const db = await PGlite.create();
			const server = new PGLiteSocketServer({ db, port, host: '127.0.0.1', maxConnections: 8 });
			await server.start();
			process.stdout.write(String(port));
		});
	});
	process.stdin.on('close', () => process.exit()).resume();
`;

function startStandIn(): Promise<{ standIn: ChildProcess; port: number }> {
	const standIn = spawn(process.execPath, ['-e', STAND_IN_SCRIPT], {
		cwd: path.resolve(__dirname, '../..'),
		stdio: ['pipe', 'pipe', 'inherit'],
	});
	return new Promise((resolve, reject) => {
		standIn.once('error', reject);
		standIn.once('exit', () => reject(new Error('The stand-in for PostgreSQL did not start')));
		standIn.stdout.once('data', (port) => resolve({ standIn, port: Number(port) }));
	});
}
