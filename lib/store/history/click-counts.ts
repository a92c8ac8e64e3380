import { sql } from 'kysely';
import type { Instant } from '../../kernel';
import type { StoreContext } from '../engine';

/**
 * Clicks that count, per affiliate of a programme, busiest first: of people, and no repeats. `from`
 * is inclusive, `to` is not.
 */
export async function clickCounts(
	{ engine }: StoreContext,
	programmeId: string,
	from: Instant,
	to: Instant,
): Promise<Array<{ affiliateId: string; clicks: number }>> {
	const rows = await engine.query((db) =>
		db
			.selectFrom('clicks')
			.select(['affiliate_id', sql<number>`cast(count(*) as integer)`.as('clicks')])
			.where('programme_id', '=', programmeId)
			.where('occurred_at', '>=', from)
			.where('occurred_at', '<', to)
			.where('is_counted', '=', 1)
			.groupBy('affiliate_id')
			.orderBy('clicks', 'desc')
			.orderBy('affiliate_id')
			.execute(),
	);
	return rows.map((row) => ({ affiliateId: row.affiliate_id, clicks: row.clicks }));
}
