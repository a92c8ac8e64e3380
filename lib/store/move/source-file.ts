import { DatabaseSync } from 'node:sqlite';
import { AffiliateError } from '../../kernel';
import { fromSqliteError, isSqliteContention } from '../sqlite/sqlite-errors';
import type { Cell } from './table-sum';

/** How long other writers are waited for. */
const LOCK_TIMEOUT_MILLISECONDS = 10_000;

export type Row = Readonly<Record<string, Cell>>;

/** A workspace's file that nobody else can write to while it is read. */
export class SourceFile {
	private constructor(private readonly database: DatabaseSync) {}

	/** Throws `store_busy` when somebody writes to it. */
	static open(file: string): SourceFile {
		const database = new DatabaseSync(file, { timeout: LOCK_TIMEOUT_MILLISECONDS });
		try {
			database.exec('begin immediate');
		} catch (error) {
			database.close();
			throw isSqliteContention(error) ? busy() : fromSqliteError(error);
		}
		return new SourceFile(database);
	}

	/** All tables but those of the migrations, each behind those that it refers to. */
	tables(): string[] {
		const names = this.names(
			"select name from sqlite_schema where type = 'table' and name not like 'sqlite\\_%' escape '\\' and name not like 'kysely\\_%' escape '\\'",
		);
		const ordered: string[] = [];
		const place = (name: string, above: readonly string[]): void => {
			if (ordered.includes(name) || above.includes(name)) return;
			const parents = this.names(`select "table" as name from pragma_foreign_key_list('${name}')`);
			for (const parent of parents) place(parent, [...above, name]);
			ordered.push(name);
		};
		for (const name of names.sort()) place(name, []);
		return ordered;
	}

	/** Tells the key that the workspace was made with from others. */
	keyCheck(): string {
		const query = "select value as name from store_meta where name = 'key_check'";
		return this.names(query)[0] ?? '';
	}

	columns(table: string): string[] {
		return this.names(`select name from pragma_table_info('${table}')`);
	}

	/** In the order they were written. */
	*batches(table: string, size: number): Generator<Row[]> {
		const statement = this.database.prepare(`select * from "${table}" order by rowid`);
		statement.setReadBigInts(true);
		let batch: Row[] = [];
		for (const row of statement.iterate()) {
			batch.push(row as Row);
			if (batch.length < size) continue;
			yield batch;
			batch = [];
		}
		if (batch.length > 0) yield batch;
	}

	/** Lets others write again; nothing of it was changed. */
	close(): void {
		this.database.exec('rollback');
		this.database.close();
	}

	private names(query: string): string[] {
		return this.database
			.prepare(query)
			.all()
			.map(({ name }) => String(name));
	}
}

function busy(): AffiliateError {
	return new AffiliateError('Another process is writing to the workspace that is to be moved', {
		code: 'store_busy',
		hint: 'Stop n8n and every edge process that uses it, and try again.',
	});
}
