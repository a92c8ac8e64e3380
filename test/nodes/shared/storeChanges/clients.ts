import { MagentoClient } from '../../../../lib/connectors/magento';
import { ShopifyClient } from '../../../../lib/connectors/shopify';
import { WooClient } from '../../../../lib/connectors/woocommerce';
import { STORE_EVENT_KINDS } from '../../../../lib/model/store-event';
import type { ChangedEventsQuery, StoreChanges } from '../../../../nodes/shared/storeChanges';
import type { StoreEventItem } from '../../../../lib/model/store-event';
import { axiosHttpPort } from '../../../support/axios-http-port';

export const TOKEN = 'shpat_test';

export const INTEGRATION = {
	consumerKey: 'consumer-key-0001',
	consumerSecret: 'consumer-secret-0001',
	accessToken: 'access-token-0001',
	accessTokenSecret: 'access-token-secret-0001',
};

export const WOO_KEYS = { consumerKey: 'ck_test', consumerSecret: 'cs_test' };

const patience = { sleeper: { sleep: async () => await Promise.resolve() }, jitter: () => 0.5 };

export function shopifyAt(baseUrl: string): ShopifyClient {
	const http = axiosHttpPort({ 'x-shopify-access-token': TOKEN });
	return new ShopifyClient({ ...patience, http, baseUrl });
}

export function wooAt(baseUrl: string): WooClient {
	const pair = `${WOO_KEYS.consumerKey}:${WOO_KEYS.consumerSecret}`;
	const authorization = `Basic ${Buffer.from(pair).toString('base64')}`;
	return new WooClient({ ...patience, http: axiosHttpPort({ authorization }), baseUrl });
}

/** With the token alone; the simulator must allow it. */
export function magentoAt(baseUrl: string): MagentoClient {
	const http = axiosHttpPort({ authorization: `Bearer ${INTEGRATION.accessToken}` });
	return new MagentoClient({ ...patience, http, baseUrl });
}

export const SINCE = '2026-11-02T00:00:00.000Z';

export function query(input: Partial<ChangedEventsQuery> = {}): ChangedEventsQuery {
	return {
		since: SINCE,
		cursor: null,
		createdSince: SINCE,
		receivedAt: '2026-11-03T00:00:00.000Z',
		options: { kinds: STORE_EVENT_KINDS, includeTestOrders: false, extraMetaKeys: [] },
		...input,
	};
}

/** Every page of a store's changes. */
export async function readAll(
	store: Pick<StoreChanges, 'read'>,
	input: Partial<ChangedEventsQuery> = {},
) {
	const items: StoreEventItem[] = [];
	const latest: string[] = [];
	const unreadable: unknown[] = [];
	let cursor: string | null = null;
	let pages = 0;
	do {
		const page = await store.read(query({ ...input, cursor }));
		items.push(...page.items);
		latest.push(page.latest);
		unreadable.push(...page.unreadable);
		cursor = page.cursor;
		pages += 1;
	} while (cursor !== null);
	return { items, latest, unreadable, pages };
}

/** Kind, record and id of events; what makes them the same. */
export function identities(items: readonly StoreEventItem[]): string[] {
	return items
		.map(({ event }) => `${event.kind} ${event.recordId} ${event.eventId} ${event.contentHash}`)
		.sort();
}

export function kinds(items: readonly StoreEventItem[]): string[] {
	return items.map(({ event }) => `${event.kind} ${event.recordId}`);
}
