import type { PoolClient } from 'pg';
import { AffiliateError } from '../../kernel';
import { TableSum, type Cell } from './table-sum';
import type { Row } from './source-file';

/** PostgreSQL takes 65,535 parameters in a statement. */
const MOST_PARAMETERS = 30_000;
const FETCH_ROWS = 2_000;

/** What every workspace has from its first opening, such as the check of its key. */
const META = 'store_meta';

/** A workspace in PostgreSQL inside of one transaction. */
export class TargetSchema {
	constructor(
		private readonly client: PoolClient,
		private readonly schema: string,
	) {}

	async tables(): Promise<string[]> {
		const { rows } = await this.client.query<{ name: string }>(
			`select tablename as name from pg_tables where schemaname = $1 and tablename not like 'kysely%'`,
			[this.schema],
		);
		return rows.map(({ name }) => name).sort();
	}

	/** Excludes other writers. Throws `workspace_not_empty`. */
	async requireEmpty(tables: readonly string[]): Promise<void> {
		for (const table of tables) {
			await this.client.query(`lock table ${this.named(table)} in exclusive mode`);
			if (table === META) continue;
			const { rowCount } = await this.client.query(`select 1 from ${this.named(table)} limit 1`);
			if (rowCount !== 0) throw notEmpty(table);
		}
	}

	/** Throws `wrong_store_key` unless what was hashed and sealed with the other key stays readable here. */
	async requireKey(check: string): Promise<void> {
		const { rows } = await this.client.query<{ value: string }>(
			`select value from ${this.named(META)} where name = 'key_check'`,
		);
		if (rows[0]?.value !== check) throw otherKey();
	}

	/** The totals are moved as they are; every click that is written would be added to them again. */
	async countClicks(isOn: boolean): Promise<void> {
		const what = isOn ? 'enable' : 'disable';
		await this.client.query(`alter table ${this.named('clicks')} ${what} trigger clicks_count`);
	}

	async insert(table: string, columns: readonly string[], rows: readonly Row[]): Promise<void> {
		const most = Math.max(1, Math.floor(MOST_PARAMETERS / columns.length));
		for (let start = 0; start < rows.length; start += most) {
			const part = rows.slice(start, start + most);
			const values: Array<string | null> = [];
			const places = part.map((row) => {
				const cells = columns.map((name) => {
					const value = row[name] ?? null;
					values.push(value === null ? null : String(value));
					return `$${values.length}`;
				});
				return `(${cells.join(',')})`;
			});
			const names = columns.map((name) => `"${name}"`).join(',');
			const conflict =
				table === META ? 'on conflict (name) do update set value = excluded.value' : '';
			await this.client.query(
				`insert into ${this.named(table)} (${names}) overriding system value values ${places.join(',')} ${conflict}`,
				values,
			);
		}
	}

	/** New rows are numbered on from the last one that was moved. */
	async continueSequences(table: string): Promise<void> {
		const { rows } = await this.client.query<{ name: string }>(
			`select column_name as name from information_schema.columns
				where table_schema = $1 and table_name = $2 and is_identity = 'YES'`,
			[this.schema, table],
		);
		for (const { name } of rows) {
			await this.client.query(
				`select setval(pg_get_serial_sequence($1, $2), greatest(coalesce(max("${name}"), 0), 1), max("${name}") is not null) from ${this.named(table)}`,
				[this.named(table), name],
			);
		}
	}

	async sumOf(table: string): Promise<TableSum> {
		const sum = new TableSum();
		await this.client.query(
			`declare moved no scroll cursor for select * from ${this.named(table)}`,
		);
		for (;;) {
			const { rows } = await this.client.query<Record<string, Cell>>(
				`fetch ${FETCH_ROWS} from moved`,
			);
			for (const row of rows) sum.add(row);
			if (rows.length < FETCH_ROWS) break;
		}
		await this.client.query('close moved');
		return sum;
	}

	private named(table: string): string {
		return `"${this.schema}"."${table}"`;
	}
}

function otherKey(): AffiliateError {
	return new AffiliateError('The workspace in PostgreSQL has another data key than the file', {
		code: 'wrong_store_key',
		hint: "Give the key of the file: what is in '<file>.key' beside it, or the data key of its credential.",
	});
}

function notEmpty(table: string): AffiliateError {
	return new AffiliateError(`The workspace in PostgreSQL is not empty: '${table}' has rows`, {
		code: 'workspace_not_empty',
		path: table,
		hint: 'Move into a workspace of another name, or drop the schema if nobody needs what is in it.',
	});
}
