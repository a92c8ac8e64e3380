import type { DatabaseSync } from 'node:sqlite';
import {
	CompiledQuery,
	type DatabaseConnection,
	type Driver,
	type QueryResult,
	type TransactionSettings,
} from 'kysely';
import { sqliteParameter, sqliteRow, StatementCache } from './statement-cache';

/**
 * Kysely's driver over Node's own SQLite: one connection that its users take in turns. Writers
 * take the database's write lock when they begin, so that no transaction fails half-way because
 * another process wrote in between.
 */
export class NodeSqliteDriver implements Driver {
	readonly #database: DatabaseSync;

	readonly #connection: NodeSqliteConnection;

	#turn: Promise<void> = Promise.resolve();

	#endTurn: Array<() => void> = [];

	constructor(database: DatabaseSync) {
		this.#database = database;
		this.#connection = new NodeSqliteConnection(database);
	}

	async init(): Promise<void> {}

	async acquireConnection(): Promise<DatabaseConnection> {
		const before = this.#turn;
		let end: () => void = () => undefined;
		this.#turn = new Promise((resolve) => {
			end = resolve;
		});
		await before;
		this.#endTurn.push(end);
		return this.#connection;
	}

	async releaseConnection(): Promise<void> {
		this.#endTurn.shift()?.();
	}

	async beginTransaction(
		connection: DatabaseConnection,
		settings: TransactionSettings,
	): Promise<void> {
		const mode = settings.accessMode === 'read only' ? 'deferred' : 'immediate';
		await connection.executeQuery(CompiledQuery.raw(`begin ${mode}`));
	}

	async commitTransaction(connection: DatabaseConnection): Promise<void> {
		await connection.executeQuery(CompiledQuery.raw('commit'));
	}

	/** SQLite ends some failed transactions by itself; ending them twice would hide the cause. */
	async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
		if (!this.#database.isTransaction) return;
		await connection.executeQuery(CompiledQuery.raw('rollback'));
	}

	async destroy(): Promise<void> {
		if (this.#database.isOpen) this.#database.close();
	}
}

class NodeSqliteConnection implements DatabaseConnection {
	readonly #statements: StatementCache;

	constructor(database: DatabaseSync) {
		this.#statements = new StatementCache(database);
	}

	async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
		const { statement, isReader } = this.#statements.prepare(query.sql);
		const parameters = query.parameters.map(sqliteParameter);
		if (isReader) {
			return { rows: statement.all(...parameters).map((row) => sqliteRow(row) as Row) };
		}
		return { rows: [], numAffectedRows: BigInt(statement.run(...parameters).changes) };
	}

	async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
		throw new Error('The store does not stream its queries');
	}
}
