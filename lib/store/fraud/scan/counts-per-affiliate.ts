import { sql } from 'kysely';
import type { StoreContext } from '../../engine';
import { REASONS_WITHOUT_ORDER } from '../../history/real-orders';
import { unindexed } from '../../journeys/unindexed';
import { SCANNED_KINDS } from './conversion-facts';
import type { ScanSpan } from './scan-span';

/** Distinct known customers of orders and actions, by who was credited. */
export async function customersPerAffiliate(
	{ engine }: StoreContext,
	{ programmeId, from, to }: ScanSpan,
): Promise<ReadonlyMap<string, number>> {
	const rows = await engine.query((db) =>
		db
			.selectFrom('conversions')
			.select((column) => column.ref('credited_affiliate_id').$notNull().as('affiliate_id'))
			.select(sql<number>`cast(count(distinct customer_key) as integer)`.as('customers'))
			// After everything empty, so that groups come in the order of an index, without a sort.
			.where('credited_affiliate_id', '>', '')
			.where(unindexed(engine.kind, 'programme_id'), '=', programmeId)
			.where(unindexed(engine.kind, 'ordered_at'), '>=', from)
			.where(unindexed(engine.kind, 'ordered_at'), '<', to)
			.where('kind', 'in', SCANNED_KINDS)
			.where('reason', 'not in', REASONS_WITHOUT_ORDER)
			.groupBy('credited_affiliate_id')
			.orderBy('credited_affiliate_id')
			.execute(),
	);
	return new Map(
		rows.filter(({ customers }) => customers > 0).map((row) => [row.affiliate_id, row.customers]),
	);
}

/**
 * Recorded orders at whose checkout a touch of the affiliate was set aside (F10). Anybody can order
 * without paying, and would so make an interceptor of somebody else.
 */
export async function interceptionsPerAffiliate(
	{ engine }: StoreContext,
	{ programmeId, from, to }: ScanSpan,
): Promise<ReadonlyMap<string, number>> {
	const rows = await engine.query((db) =>
		db
			.selectFrom('order_interceptions as i')
			.innerJoin('conversions as v', (join) =>
				join.onRef('v.store_key', '=', 'i.store_key').onRef('v.order_id', '=', 'i.order_id'),
			)
			.select(['i.affiliate_id', sql<number>`cast(count(*) as integer)`.as('interceptions')])
			.where('i.programme_id', '=', programmeId)
			.where('i.ordered_at', '>=', from)
			.where('i.ordered_at', '<', to)
			.where('v.reason', 'not in', REASONS_WITHOUT_ORDER)
			.groupBy('i.affiliate_id')
			.execute(),
	);
	return new Map(rows.map((row) => [row.affiliate_id, row.interceptions]));
}
