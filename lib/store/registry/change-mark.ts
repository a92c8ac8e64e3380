import type { StoreContext } from '../engine';

/** Entries that are counted, for one that is committed after a later one fills a gap behind it. */
const WATCHED_ENTRIES = 500;

/** The last entry of the audit, and how many of those before it are there. */
export async function changeMark({ engine }: StoreContext): Promise<string> {
	const { last, count } = await engine.query((db) =>
		db
			.selectFrom((from) =>
				from
					.selectFrom('audit_entries')
					.select('sequence')
					.orderBy('sequence', 'desc')
					.limit(WATCHED_ENTRIES)
					.as('recent'),
			)
			.select(({ fn }) => [fn.max('sequence').as('last'), fn.countAll().as('count')])
			.executeTakeFirstOrThrow(),
	);
	return `${String(last ?? 0)} ${String(count)}`;
}
