import { sql, type RawBuilder } from 'kysely';
import type { StoreContext } from '../engine';
import { readableJson } from '../postgres/readable-json';

const TABLES = ['programmes', 'affiliates'] as const;

/** For how many days a click may still be credited: the most of any programme or affiliate. */
export async function longestLookback({ engine }: StoreContext): Promise<number> {
	const days: RawBuilder<number | null> =
		engine.kind === 'sqlite'
			? sql`max(json_extract(record, '$.lookbackDays'))`
			: sql`max(cast(${readableJson(sql`record`)} ->> 'lookbackDays' as integer))`;
	let longest = 0;
	for (const table of TABLES) {
		const row = await engine.query((db) =>
			db.selectFrom(table).select(days.as('days')).executeTakeFirst(),
		);
		longest = Math.max(longest, row?.days ?? 0);
	}
	return longest;
}
