import { sql } from 'kysely';
import type { HistoryStore } from '../../ports/store';
import type { ClickTotal } from '../../ports/store-records';
import type { StoreContext } from '../engine';

type Filter = Parameters<HistoryStore['clickTotals']>[0];

const COLUMN = { day: 'day', affiliate: 'affiliate_id', link: 'link_key' } as const;

function sumOf(column: 'clicks' | 'raw_clicks' | 'machine_clicks' | 'repeat_clicks') {
	return sql<number>`cast(sum(${sql.ref(column)}) as integer)`;
}

/** Totals of UTC days, both inclusive: days in order, affiliates and links busiest first. */
export async function clickTotals(
	{ engine }: StoreContext,
	{ programmeId, affiliateId, from, to, by, limit }: Filter,
): Promise<ClickTotal[]> {
	const rows = await engine.query((db) => {
		let query = db
			.selectFrom('click_totals')
			.select(`${COLUMN[by]} as key`)
			.select([
				sumOf('clicks').as('clicks'),
				sumOf('raw_clicks').as('raw_clicks'),
				sumOf('machine_clicks').as('machine_clicks'),
				sumOf('repeat_clicks').as('repeat_clicks'),
			])
			.where('programme_id', '=', programmeId)
			.where('day', '>=', from)
			.where('day', '<=', to);
		if (affiliateId !== undefined) query = query.where('affiliate_id', '=', affiliateId);
		query = query.groupBy(COLUMN[by]);
		if (by !== 'day') query = query.orderBy('clicks', 'desc');
		return query.orderBy(COLUMN[by]).limit(limit).execute();
	});
	return rows.map((row) => ({
		key: row.key,
		clicks: row.clicks,
		rawClicks: row.raw_clicks,
		machineClicks: row.machine_clicks,
		repeatClicks: row.repeat_clicks,
	}));
}
