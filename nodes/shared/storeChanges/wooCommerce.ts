import { changedOrders, type WooClient } from '../../../lib/connectors/woocommerce';
import { siteKey, wooOrderRead } from '../../../lib/mapping/woocommerce';
import {
	eventsOf,
	type ChangedEventsPage,
	type ChangedEventsQuery,
	type StoreChanges,
} from './changedEvents';

/** The shop's changes; `address` is that of the site, as its webhooks name it. */
export function wooChanges(client: WooClient, address: string): StoreChanges {
	const storeKey = siteKey(address);
	return {
		platform: 'woocommerce',
		storeKey,
		read: async (query) => await wooChangedEvents(client, storeKey, query),
	};
}

/** One page of a shop's changes, oldest first: orders with the refunds that they list. */
export async function wooChangedEvents(
	client: WooClient,
	storeKey: string,
	query: ChangedEventsQuery,
): Promise<ChangedEventsPage> {
	const { since, cursor, createdSince, options, pageSize } = query;
	const page = await changedOrders(client, {
		since,
		cursor,
		overlapMilliseconds: 0,
		...(pageSize === undefined ? {} : { limit: pageSize }),
	});
	const records = page.orders.map((order) => ({
		recordId: String(order['id']),
		happenings: () => wooOrderRead(order, storeKey, options.extraMetaKeys, createdSince),
	}));
	return {
		...eventsOf({ platform: 'woocommerce', storeKey }, records, query),
		cursor: page.cursor,
		latest: page.latest,
	};
}
