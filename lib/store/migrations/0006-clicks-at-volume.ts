import { sql, type Kysely } from 'kysely';
import { CLICK_TABLES } from './0006-clicks-at-volume/click-tables';
import { countClicks } from './0006-clicks-at-volume/count-clicks';
import { fillCreditedClicks } from './0006-clicks-at-volume/fill-credited-clicks';
import { createTable } from './create-table';
import type { MigrationTarget, StoreMigration } from './migration-target';

/**
 * By programme and moment, and by link: the totals answer what these were for. By visitor and by address: a new
 * click had its place anywhere in them, and the more clicks there were, the more it cost to write one.
 */
const OLD_INDEXES = ['clicks_ix3', 'clicks_ix5', 'clicks_ix4', 'clicks_ix7'];

/** In place of the last two; a new click has its place among those of its day. */
const NEW_INDEXES = [
	['clicks_ix8', 'visitor_hash'],
	['clicks_ix9', 'address_hash'],
] as const;

/** Totals for reports, what is kept when clicks are deleted, and indexes that stay cheap to keep up. */
export const clicksAtVolume: StoreMigration = async (tx, target) => {
	for (const table of CLICK_TABLES) await createTable(tx, target, table);
	await fillCreditedClicks(tx, target);
	await countClicks(tx, target);
	for (const [name, column] of NEW_INDEXES) await addDailyIndex(tx, target, name, column);
	const db = target.schema === null ? tx : tx.withSchema(target.schema);
	// Last: readers of clicks wait from here on.
	for (const name of OLD_INDEXES) await db.schema.dropIndex(name).execute();
};

async function addDailyIndex(
	tx: Kysely<unknown>,
	{ schema }: MigrationTarget,
	name: string,
	column: string,
): Promise<void> {
	const clicks = schema === null ? sql.id('clicks') : sql.id(schema, 'clicks');
	await sql`create index ${sql.id(name)} on ${clicks} (substr(occurred_at, 1, 10), ${sql.id(column)})
		where ${sql.id(column)} is not null`.execute(tx);
}
