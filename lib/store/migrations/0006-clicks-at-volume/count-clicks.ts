import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { MigrationTarget } from '../migration-target';

const COLUMNS = sql`(programme_id, day, affiliate_id, link_key,
	clicks, raw_clicks, machine_clicks, repeat_clicks)`;

const KEY = sql`(programme_id, day, affiliate_id, link_key)`;

const MACHINE = sql`category in ('bot', 'head', 'no_user_agent') or count_reason = 'datacentre'`;

/** Clicks from `source`, one row for each key of the totals. */
function grouped(source: RawBuilder<unknown>): RawBuilder<unknown> {
	const count = (condition: RawBuilder<unknown>): RawBuilder<unknown> =>
		sql`cast(count(*) filter (where ${condition}) as integer)`;
	return sql`select programme_id, substr(occurred_at, 1, 10), affiliate_id, coalesce(link_id, ''),
			${count(sql`is_counted = 1`)}, cast(count(*) as integer),
			${count(MACHINE)}, ${count(sql`count_reason = 'repeat'`)}
		from ${source} group by 1, 2, 3, 4 order by 1, 2, 3, 4`;
}

/** What is added where a row is there already, in the table by the name the statement gives it. */
function added(table: string): RawBuilder<unknown> {
	const sums = ['clicks', 'raw_clicks', 'machine_clicks', 'repeat_clicks'].map(
		(name) => sql`${sql.id(name)} = ${sql.id(table, name)} + ${sql.id('excluded', name)}`,
	);
	return sql`on conflict ${KEY} do update set ${sql.join(sums)}`;
}

/**
 * From now on every click that is written is added to the totals, whoever writes it: a process of an
 * earlier version that still runs, too. Clicks that are there already are counted in the same
 * transaction; other writers wait for its end.
 */
export async function countClicks(tx: Kysely<unknown>, target: MigrationTarget): Promise<void> {
	if (target.schema === null) await countOnSqlite(tx);
	else await countOnPostgres(tx, target.schema);
}

async function countOnSqlite(tx: Kysely<unknown>): Promise<void> {
	await sql`create trigger clicks_count after insert on clicks for each row begin
		insert into click_totals ${COLUMNS} values (
			new.programme_id, substr(new.occurred_at, 1, 10), new.affiliate_id, coalesce(new.link_id, ''),
			new.is_counted, 1,
			case when new.category in ('bot', 'head', 'no_user_agent')
				or new.count_reason = 'datacentre' then 1 else 0 end,
			case when new.count_reason = 'repeat' then 1 else 0 end)
		${added('click_totals')};
	end`.execute(tx);
	await sql`insert into click_totals ${COLUMNS} ${grouped(sql`clicks`)}`.execute(tx);
}

async function countOnPostgres(tx: Kysely<unknown>, schema: string): Promise<void> {
	const clicks = sql.id(schema, 'clicks');
	const totals = sql.id(schema, 'click_totals');
	await sql`create function ${sql.id(schema, 'count_clicks')}() returns trigger
		language plpgsql as $$ begin
			insert into ${totals} as known ${COLUMNS} ${grouped(sql`fresh`)} ${added('known')};
			return null;
		end $$`.execute(tx);
	// Takes a lock that writers of clicks wait for, so that none slips in between.
	await sql`create trigger clicks_count after insert on ${clicks}
		referencing new table as fresh
		for each statement execute function ${sql.id(schema, 'count_clicks')}()`.execute(tx);
	await sql`insert into ${totals} ${COLUMNS} ${grouped(clicks)}`.execute(tx);
}
