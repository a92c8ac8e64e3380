import {
	MAXIMUM_JOURNEY_CLICKS,
	MAXIMUM_LOOKBACK_DAYS,
	type AttributionPolicy,
} from '../../lib/attribution';
import { addDays } from '../../lib/kernel';
import type { Click } from '../../lib/model/click';
import type { Order } from '../../lib/model/order';
import type { AffiliateStore } from '../../lib/ports/store';

/** Browsers that earlier orders of the customer came from; none for a guest. */
export async function loadCustomerJourneys(
	{ history, journeys }: AffiliateStore,
	{ storeKey, customer }: Order,
): Promise<string[]> {
	const { email, customerId } = customer;
	const customerKey = history.customerKey({ storeKey, email, customerId });
	return customerKey === null ? [] : await journeys.journeysOfCustomer(customerKey);
}

/** Clicks of the customer's browsers, together with those that the clicks of the order come from. */
export async function loadJourneyClicks(
	{ journeys }: AffiliateStore,
	{ createdAt }: Order,
	ownClicks: readonly Click[],
	customerJourneys: readonly string[],
	{ lookbackDays }: AttributionPolicy,
): Promise<Click[]> {
	const own = ownClicks.map(({ journeyId }) => journeyId).filter((id) => id !== null);
	const journeyIds = [...new Set([...own, ...customerJourneys])];
	if (journeyIds.length === 0) return [];
	return await journeys.clicksOfJourneys({
		journeyIds,
		from: addDays(createdAt, -(lookbackDays ?? MAXIMUM_LOOKBACK_DAYS)),
		to: createdAt,
		limit: MAXIMUM_JOURNEY_CLICKS,
	});
}
