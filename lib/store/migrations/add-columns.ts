import { sql, type Kysely } from 'kysely';
import type { MigrationTarget } from './migration-target';

type NewColumn = { readonly type: 'text'; readonly default: string } | { readonly type: 'text?' };

/** Adds text columns to a table that may hold rows; what is not null needs a default. */
export async function addColumns(
	tx: Kysely<unknown>,
	target: MigrationTarget,
	table: string,
	columns: Readonly<Record<string, NewColumn>>,
): Promise<void> {
	const db = target.schema === null ? tx : tx.withSchema(target.schema);
	const type = target.schema === null ? sql`text` : sql`text collate "C"`;
	for (const [name, spec] of Object.entries(columns)) {
		await db.schema
			.alterTable(table)
			.addColumn(name, type, (column) =>
				spec.type === 'text' ? column.notNull().defaultTo(spec.default) : column,
			)
			.execute();
	}
}
