import { sql } from 'kysely';
import type { Instant } from '../../kernel';
import type { SubscriptionHistory } from '../../ports/store-records';
import type { StoreContext } from '../engine';
import { PURCHASE, REASONS_WITHOUT_ORDER } from './real-orders';

/** Paid orders of a subscription before a moment, and what is known of the first one (C12). */
export async function subscriptionHistory(
	{ engine }: StoreContext,
	storeKey: string,
	subscriptionId: string,
	before: Instant,
): Promise<SubscriptionHistory> {
	return await engine.read(async (tx) => {
		const payments = tx
			.selectFrom('conversions')
			.where('store_key', '=', storeKey)
			.where('subscription_id', '=', subscriptionId)
			.where('ordered_at', '<', before)
			.where('kind', '=', PURCHASE)
			.where('reason', 'not in', REASONS_WITHOUT_ORDER);
		const counted = await payments
			.select(sql<number>`cast(count(*) as integer)`.as('payments'))
			.executeTakeFirst();
		const first = await payments
			.select(['ordered_at', 'credited_affiliate_id', 'credited_programme_id'])
			.orderBy('ordered_at')
			.orderBy('conversion_id')
			.limit(1)
			.executeTakeFirst();
		const affiliateId = first?.credited_affiliate_id ?? null;
		const programmeId = first?.credited_programme_id ?? null;
		return {
			payments: counted?.payments ?? 0,
			firstPaymentAt: first?.ordered_at ?? null,
			credit: affiliateId === null || programmeId === null ? null : { affiliateId, programmeId },
		};
	});
}
