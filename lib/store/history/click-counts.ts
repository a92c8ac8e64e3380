import { sql } from 'kysely';
import type { Instant } from '../../kernel';
import { quarterOf } from '../clicks/delete-clicks';
import { wholeDays, type Stretch } from '../clicks/whole-days';
import type { StoreContext, StoreQueries } from '../engine';

interface Count {
	readonly affiliate_id: string;
	readonly clicks: number;
}

const SUM = sql<number>`cast(sum(clicks) as integer)`;

/**
 * Clicks that count, per affiliate of a programme, busiest first: of people, and no repeats. `from`
 * is inclusive, `to` is not. Whole UTC days come from the totals; only what is left before and after them
 * is counted click by click, and where clicks were deleted, to the quarter of an hour.
 */
export async function clickCounts(
	{ engine }: StoreContext,
	programmeId: string,
	from: Instant,
	to: Instant,
): Promise<Array<{ affiliateId: string; clicks: number }>> {
	const { days, edges } = wholeDays({ from, to });
	const counts = await engine.read(async (tx) => {
		const found = days === null ? [] : await totalsOf(tx, programmeId, days);
		for (const edge of edges) {
			found.push(...(await clicksOf(tx, programmeId, edge)));
			found.push(...(await deletedOf(tx, programmeId, edge)));
		}
		return found;
	});
	const sums = new Map<string, number>();
	for (const { affiliate_id: id, clicks } of counts) sums.set(id, (sums.get(id) ?? 0) + clicks);
	return [...sums]
		.map(([affiliateId, clicks]) => ({ affiliateId, clicks }))
		.filter(({ clicks }) => clicks > 0)
		.sort((a, b) => b.clicks - a.clicks || (a.affiliateId < b.affiliateId ? -1 : 1));
}

async function totalsOf(
	tx: StoreQueries,
	programmeId: string,
	days: { readonly from: string; readonly to: string },
): Promise<Count[]> {
	return await tx
		.selectFrom('click_totals')
		.select(['affiliate_id', SUM.as('clicks')])
		.where('programme_id', '=', programmeId)
		.where('day', '>=', days.from)
		.where('day', '<', days.to)
		.groupBy('affiliate_id')
		.execute();
}

async function clicksOf(
	tx: StoreQueries,
	programmeId: string,
	{ from, to }: Stretch,
): Promise<Count[]> {
	return await tx
		.selectFrom('clicks')
		.select(['affiliate_id', sql<number>`cast(count(*) as integer)`.as('clicks')])
		.where('programme_id', '=', programmeId)
		.where('occurred_at', '>=', from)
		.where('occurred_at', '<', to)
		.where('is_counted', '=', 1)
		.groupBy('affiliate_id')
		.execute();
}

async function deletedOf(
	tx: StoreQueries,
	programmeId: string,
	{ from, to }: Stretch,
): Promise<Count[]> {
	return await tx
		.selectFrom('deleted_clicks')
		.select(['affiliate_id', SUM.as('clicks')])
		.where('programme_id', '=', programmeId)
		.where('quarter', '>=', quarterOf(from))
		.where('quarter', '<', to)
		.groupBy('affiliate_id')
		.execute();
}
