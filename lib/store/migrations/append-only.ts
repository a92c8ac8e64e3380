import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { MigrationTarget } from './migration-target';

/** The part of a row change that a trigger refuses; no condition refuses all of them. */
export interface Refusal {
	readonly table: string;
	readonly event: 'update' | 'delete';
	/** SQL over `old` and `new`. */
	readonly when?: RawBuilder<unknown>;
}

/** Makes the database itself refuse changes of history, whoever asks for them. */
export async function refuse(
	tx: Kysely<unknown>,
	target: MigrationTarget,
	refusal: Refusal,
): Promise<void> {
	const name = sql.id(`${refusal.table}_refuse_${refusal.event}`);
	const event = sql.raw(refusal.event);
	const when = refusal.when === undefined ? sql`` : sql`when (${refusal.when})`;
	if (target.schema === null) {
		const message = sql.lit(`append-only: ${refusal.table}`);
		await sql`create trigger ${name} before ${event} on ${sql.id(refusal.table)}
			for each row ${when} begin select raise(abort, ${message}); end`.execute(tx);
		return;
	}
	const table = sql.id(target.schema, refusal.table);
	await sql`create trigger ${name} before ${event} on ${table}
		for each row ${when} execute function ${sql.id(target.schema, 'refuse_change')}()`.execute(tx);
}

/**
 * Lets a migration fill a column that it adds to an append-only table: the refusal is away for the
 * length of the work and back before the transaction ends.
 */
export async function whileUpdatesAreAllowed(
	tx: Kysely<unknown>,
	target: MigrationTarget,
	table: string,
	work: () => Promise<unknown>,
): Promise<void> {
	const name = `${table}_refuse_update`;
	await (
		target.schema === null
			? sql`drop trigger ${sql.id(name)}`
			: sql`drop trigger ${sql.id(name)} on ${sql.id(target.schema, table)}`
	).execute(tx);
	await work();
	await refuse(tx, target, { table, event: 'update' });
}

/** PostgreSQL only: the function behind the triggers. */
export async function createRefusal(tx: Kysely<unknown>, schema: string): Promise<void> {
	await sql`create function ${sql.id(schema, 'refuse_change')}() returns trigger
		language plpgsql as $$ begin raise exception 'append-only: %', tg_table_name; end $$`.execute(tx);
}

/** PostgreSQL only: emptying a table fires no row triggers. */
export async function refuseTruncate(
	tx: Kysely<unknown>,
	schema: string,
	table: string,
): Promise<void> {
	await sql`create trigger ${sql.id(`${table}_refuse_truncate`)}
		before truncate on ${sql.id(schema, table)}
		for each statement execute function ${sql.id(schema, 'refuse_change')}()`.execute(tx);
}
