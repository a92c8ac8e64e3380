import type { Attribution } from '../../../../lib/model/credit';
import type { AffiliateStore } from '../../../../lib/ports/store';

/** Remembers which browsers an order's customer came from, so that later orders find their clicks. */
export async function joinJourneys(
	{ journeys }: AffiliateStore,
	customerKey: string | null,
	{ journeyIds }: Attribution,
	at: string,
): Promise<void> {
	if (customerKey === null || journeyIds.length === 0) return;
	await journeys.joinCustomer(customerKey, journeyIds, at);
}
