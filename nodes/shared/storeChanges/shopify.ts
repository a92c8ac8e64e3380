import { changedOrders, readShopFacts, type ShopifyClient } from '../../../lib/connectors/shopify';
import { shopKey } from '../../../lib/mapping/shopify';
import { shopifyOrderRead } from '../../../lib/mapping/shopify/graphql';
import {
	eventsOf,
	type ChangedEventsPage,
	type ChangedEventsQuery,
	type StoreChanges,
} from './changedEvents';

/** The shop's changes; its key is the name that Shopify knows it by, as webhooks tell it. */
export async function shopifyChanges(client: ShopifyClient): Promise<StoreChanges> {
	const { domain } = await readShopFacts(client);
	const storeKey = shopKey(domain);
	return {
		platform: 'shopify',
		storeKey,
		read: async (query) => await shopifyChangedEvents(client, storeKey, query),
	};
}

/** One page of a shop's changes, oldest first: orders with their refunds, disputes and visits. */
export async function shopifyChangedEvents(
	client: ShopifyClient,
	storeKey: string,
	query: ChangedEventsQuery,
): Promise<ChangedEventsPage> {
	const { since, cursor, createdSince, options, pageSize } = query;
	const page = await changedOrders(
		client,
		{ since, overlapMilliseconds: 0, ...(pageSize === undefined ? {} : { pageSize }) },
		cursor,
	);
	const reading = { createdSince, includeTestOrders: options.includeTestOrders };
	const records = page.orders.map((order) => ({
		recordId: String(order['legacyResourceId'] ?? order['id']),
		happenings: () => shopifyOrderRead(order, storeKey, reading),
	}));
	return {
		...eventsOf({ platform: 'shopify', storeKey }, records, query),
		cursor: page.cursor,
		latest: page.latest,
	};
}
