import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';

const MAXIMUM_STATEMENTS = 256;

/** Long statements are bulk inserts, whose text differs with every number of rows. */
const LONGEST_CACHED_TEXT = 8_000;

export interface PreparedStatement {
	readonly isReader: boolean;
	readonly statement: StatementSync;
}

/** Keeps the most recently used prepared statements of one connection. */
export class StatementCache {
	readonly #database: DatabaseSync;

	readonly #statements = new Map<string, PreparedStatement>();

	constructor(database: DatabaseSync) {
		this.#database = database;
	}

	prepare(sql: string): PreparedStatement {
		const cached = this.#statements.get(sql);
		this.#statements.delete(sql);
		const prepared = cached ?? this.#prepareNew(sql);
		if (sql.length <= LONGEST_CACHED_TEXT) this.#statements.set(sql, prepared);
		if (this.#statements.size > MAXIMUM_STATEMENTS) {
			for (const oldest of this.#statements.keys()) {
				this.#statements.delete(oldest);
				break;
			}
		}
		return prepared;
	}

	#prepareNew(sql: string): PreparedStatement {
		const statement = this.#database.prepare(sql);
		statement.setReadBigInts(true);
		return { statement, isReader: statement.columns().length > 0 };
	}
}

/** Whole numbers are bound as integers; the driver would bind a JavaScript number as a real. */
export function sqliteParameter(value: unknown): SQLInputValue {
	if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value);
	return value as SQLInputValue;
}

/** Money (`…_minor`) stays bigint; every other integer of the schema fits a number. */
export function sqliteRow(row: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(row).map(([name, value]) => [
			name,
			typeof value === 'bigint' && !name.endsWith('_minor') ? Number(value) : value,
		]),
	);
}
