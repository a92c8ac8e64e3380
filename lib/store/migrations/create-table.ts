import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { MigrationTarget } from './migration-target';

/** `sequence` numbers rows in the order they were written. A `?` allows null. */
type ColumnKind = 'text' | 'text?' | 'integer' | 'integer?' | 'money' | 'money?' | 'sequence';

/** A table in words that mean the same on both engines. */
export interface TableSpec {
	readonly name: string;
	readonly columns: Readonly<Record<string, ColumnKind>>;
	/** Left out where a `sequence` is the primary key. */
	readonly primaryKey?: readonly string[];
	readonly unique?: ReadonlyArray<readonly string[]>;
	/** Column → table that has a unique column of the same name. */
	readonly references?: Readonly<Record<string, string>>;
	readonly indexes?: ReadonlyArray<readonly string[]>;
}

/** Creates a table with its constraints and indexes. */
export async function createTable(
	tx: Kysely<unknown>,
	target: MigrationTarget,
	spec: TableSpec,
): Promise<void> {
	const db = target.schema === null ? tx : tx.withSchema(target.schema);
	let table = db.schema.createTable(spec.name);
	for (const [name, kind] of Object.entries(spec.columns)) {
		table = table.addColumn(name, dataType(kind, target), (column) => {
			if (kind === 'sequence') {
				return target.kind === 'sqlite'
					? column.primaryKey().autoIncrement()
					: column.primaryKey().generatedAlwaysAsIdentity();
			}
			return kind.endsWith('?') ? column : column.notNull();
		});
	}
	if (spec.primaryKey !== undefined) {
		table = table.addPrimaryKeyConstraint(`${spec.name}_pk`, [...spec.primaryKey] as never[]);
	}
	for (const [index, columns] of (spec.unique ?? []).entries()) {
		table = table.addUniqueConstraint(`${spec.name}_uq${index + 1}`, [...columns] as never[]);
	}
	for (const [column, references] of Object.entries(spec.references ?? {})) {
		const name = `${spec.name}_${column}_fk`;
		table = table.addForeignKeyConstraint(name, [column] as never[], references, [column]);
	}
	// Strict tables make SQLite refuse a text where money belongs, as PostgreSQL does.
	await (target.kind === 'sqlite' ? table.modifyEnd(sql`strict`) : table).execute();
	for (const [index, columns] of (spec.indexes ?? []).entries()) {
		await db.schema
			.createIndex(`${spec.name}_ix${index + 1}`)
			.on(spec.name)
			.columns([...columns] as never[])
			.execute();
	}
}

/** Text compares by code point on both engines: moments and prefixes rely on it. */
function dataType(kind: ColumnKind, target: MigrationTarget): RawBuilder<unknown> {
	const isSqlite = target.kind === 'sqlite';
	switch (kind) {
		case 'text':
		case 'text?':
			return isSqlite ? sql`text` : sql`text collate "C"`;
		case 'integer':
		case 'integer?':
			return sql`integer`;
		case 'money':
		case 'money?':
		case 'sequence':
			return isSqlite ? sql`integer` : sql`bigint`;
	}
}
