import { AffiliateError, type Instant } from '../../../lib/kernel';
import { happeningEvents, type StoreEventOptions } from '../../../lib/mapping/store-events';
import type { StoreHappening } from '../../../lib/mapping/store-happening';
import type { StoreEventItem } from '../../../lib/model/store-event';

export interface ChangedEventsQuery {
	/** Orders and refunds that changed at or after this moment. */
	readonly since: Instant;
	/** What the last page gave; null to begin at `since`. */
	readonly cursor: string | null;
	/** Orders made at or after this moment give `order.created` as well. */
	readonly createdSince: Instant;
	/** What `event.receivedAt` says. */
	readonly receivedAt: Instant;
	readonly options: StoreEventOptions;
	/** Orders per page; the connector's own choice unless given. */
	readonly pageSize?: number;
}

export interface ChangedEventsPage {
	/** The same events, by id and content hash, as the store's webhooks give. */
	readonly items: readonly StoreEventItem[];
	/** Give it to the next call; null when all is read. */
	readonly cursor: string | null;
	/** All that changed before this moment was given: where a later run may begin, with overlap. */
	readonly latest: Instant;
	readonly unreadable: readonly UnreadableRecord[];
}

/** A record that is no order or refund as far as this version can tell. */
export interface UnreadableRecord {
	readonly recordId: string;
	/** Without anything that stands in the record. */
	readonly reason: string;
}

/** One store of which changes are read. Throws `AffiliateError` when it cannot be read. */
export interface StoreChanges {
	readonly platform: 'shopify' | 'woocommerce' | 'magento';
	/** Key of the shop, as webhooks name it. */
	readonly storeKey: string;
	read(query: ChangedEventsQuery): Promise<ChangedEventsPage>;
}

interface ReadRecord {
	readonly recordId: string;
	/** What the record says happened; throws what the normalisers throw. */
	happenings(): readonly StoreHappening[];
}

/** Records as events; one that cannot be read costs the others nothing. */
export function eventsOf(
	{ platform, storeKey }: Pick<StoreChanges, 'platform' | 'storeKey'>,
	records: readonly ReadRecord[],
	{ receivedAt, options }: ChangedEventsQuery,
): Pick<ChangedEventsPage, 'items' | 'unreadable'> {
	const origin = { platform, storeKey, deliveryId: null, receivedAt };
	const items: StoreEventItem[] = [];
	const unreadable: UnreadableRecord[] = [];
	for (const { recordId, happenings } of records) {
		try {
			items.push(...happeningEvents(origin, happenings(), options.kinds));
		} catch (error) {
			unreadable.push({ recordId, reason: reasonOf(error) });
		}
	}
	return { items, unreadable };
}

function reasonOf(error: unknown): string {
	if (!(error instanceof AffiliateError)) {
		return `This version cannot read it (${error instanceof Error ? error.name : typeof error})`;
	}
	// Other messages may repeat the value that they are about.
	return error.code === 'invalid_input' ? error.message : `A value is unreadable (${error.code})`;
}
