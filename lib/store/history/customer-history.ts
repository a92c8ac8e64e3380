import { sql } from 'kysely';
import type { Instant } from '../../kernel';
import type { CustomerHistory } from '../../ports/store-records';
import type { StoreContext } from '../engine';
import { PURCHASE, REASONS_WITHOUT_ORDER } from './real-orders';

/** Orders of a customer before a moment, and whom the last credited one was credited to. */
export async function customerHistory(
	{ engine }: StoreContext,
	customerKey: string,
	before: Instant,
): Promise<CustomerHistory> {
	return await engine.read(async (tx) => {
		const orders = tx
			.selectFrom('conversions')
			.where('customer_key', '=', customerKey)
			.where('ordered_at', '<', before)
			.where('kind', '=', PURCHASE)
			.where('reason', 'not in', REASONS_WITHOUT_ORDER);
		const counted = await orders
			.select(sql<number>`cast(count(*) as integer)`.as('orders'))
			.executeTakeFirst();
		const last = await orders
			.select(['credited_affiliate_id', 'credited_programme_id', 'ordered_at'])
			.where('credited_affiliate_id', 'is not', null)
			.where('credited_programme_id', 'is not', null)
			.orderBy('ordered_at', 'desc')
			.orderBy('conversion_id')
			.executeTakeFirst();
		const affiliateId = last?.credited_affiliate_id ?? null;
		const programmeId = last?.credited_programme_id ?? null;
		return {
			orderCount: counted?.orders ?? 0,
			lastCredit:
				last === undefined || affiliateId === null || programmeId === null
					? null
					: { affiliateId, programmeId, orderedAt: last.ordered_at },
		};
	});
}
