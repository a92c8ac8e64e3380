import { z } from 'zod/v4';
import {
	changedSince,
	describeMagentoFailure,
	readChangedCreditMemos,
	readChangedOrders,
	readOrdersById,
	type MagentoClient,
	type MagentoRecord,
} from '../../../lib/connectors/magento';
import type { VendorFailure } from '../../../lib/connectors/vendor';
import { AffiliateError } from '../../../lib/kernel';
import {
	magentoOrderRead,
	magentoRefundRead,
	magentoStoreKey,
	originalOrderIdOf,
} from '../../../lib/mapping/magento';
import {
	eventsOf,
	type ChangedEventsPage,
	type ChangedEventsQuery,
	type StoreChanges,
} from './changedEvents';

/** The store's changes; `address` is the one of its credential. */
export function magentoChanges(client: MagentoClient, address: string): StoreChanges {
	const storeKey = magentoStoreKey(address);
	return {
		platform: 'magento',
		storeKey,
		read: async (query) => await magentoChangedEvents(client, storeKey, query),
	};
}

const placeSchema = z.object({ updatedAt: z.string(), entityId: z.string().nullable() });

/** Orders are read to their end first, then the credit memos. */
const cursorSchema = z.object({
	list: z.enum(['orders', 'creditMemos']),
	place: placeSchema,
	/** Where the orders ended; null while they are read. */
	ordersUntil: z.string().nullable(),
});

type Cursor = z.output<typeof cursorSchema>;

const DEFAULT_PAGE_SIZE = 100;

/**
 * One page of a store's changes: orders, oldest change first, then the credit memos of the same time.
 * Throws `vendor_unavailable` (may go later), `vendor_refused`, and `invalid_input` for a strange cursor.
 */
export async function magentoChangedEvents(
	client: MagentoClient,
	storeKey: string,
	query: ChangedEventsQuery,
): Promise<ChangedEventsPage> {
	const cursor = cursorOf(query);
	const pageSize = query.pageSize ?? DEFAULT_PAGE_SIZE;
	const limits = { pageSize, maxRecords: pageSize };
	return cursor.list === 'orders'
		? await orderPage(client, storeKey, query, cursor, limits)
		: await memoPage(client, storeKey, query, cursor, limits);
}

type Limits = NonNullable<Parameters<typeof readChangedOrders>[2]>;

async function orderPage(
	client: MagentoClient,
	storeKey: string,
	query: ChangedEventsQuery,
	{ place }: Cursor,
	limits: Limits,
): Promise<ChangedEventsPage> {
	const read = await readChangedOrders(client, place, limits);
	requireNoFailure(read.failure);
	const originals = await originalsOf(client, read.records);
	const records = read.records.map((order) => ({
		recordId: order.entity_id,
		happenings: () =>
			magentoOrderRead(order, storeKey, {
				createdSince: query.createdSince,
				original: originals.get(originalOrderIdOf(order) ?? '') ?? null,
			}),
	}));
	const next: Cursor = read.complete
		? {
				list: 'creditMemos',
				place: changedSince(query.since),
				ordersUntil: read.cursor.updatedAt,
			}
		: { list: 'orders', place: read.cursor, ordersUntil: null };
	return {
		...eventsOf({ platform: 'magento', storeKey }, records, query),
		cursor: JSON.stringify(next),
		latest: query.since,
	};
}

/** The orders that edited ones were made from: they know where the buyer came from. */
async function originalsOf(
	client: MagentoClient,
	orders: readonly MagentoRecord[],
): Promise<ReadonlyMap<string, MagentoRecord>> {
	const ids = orders.flatMap((order) => originalOrderIdOf(order) ?? []);
	const originals = await readOrdersById(client, ids);
	if (originals.ok) return originals.value;
	throw magentoError(originals.failure);
}

/**
 * A credit memo changes its order too, so the orders that were read tell up to when everything is
 * known; while memos remain it is only up to the last of them.
 */
async function memoPage(
	client: MagentoClient,
	storeKey: string,
	query: ChangedEventsQuery,
	{ place, ordersUntil }: Cursor,
	limits: Limits,
): Promise<ChangedEventsPage> {
	const read = await readChangedCreditMemos(client, place, limits);
	requireNoFailure(read.failure);
	const records = read.records.map((memo) => ({
		recordId: memo.entity_id,
		happenings: () => magentoRefundRead(memo, orderOf(memo, read.orders), storeKey),
	}));
	const until = ordersUntil ?? query.since;
	const reached = read.cursor.updatedAt;
	const next: Cursor = { list: 'creditMemos', place: read.cursor, ordersUntil };
	return {
		...eventsOf({ platform: 'magento', storeKey }, records, query),
		cursor: read.complete ? null : JSON.stringify(next),
		latest: read.complete || until < reached ? until : reached,
	};
}

function orderOf(
	memo: Readonly<Record<string, unknown>>,
	orders: ReadonlyMap<string, unknown>,
): unknown {
	return orders.get(String(memo['order_id'])) ?? null;
}

function cursorOf({ since, cursor }: ChangedEventsQuery): Cursor {
	if (cursor === null) return { list: 'orders', place: changedSince(since), ordersUntil: null };
	const read = cursorSchema.safeParse(jsonOf(cursor));
	if (read.success) return read.data;
	throw new AffiliateError('The place to go on reading from is not readable', {
		code: 'invalid_input',
		path: 'cursor',
		hint: 'Give what the last page returned, or nothing to begin anew.',
	});
}

function jsonOf(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return null;
	}
}

function requireNoFailure(failure: VendorFailure | null): void {
	if (failure !== null) throw magentoError(failure);
}

/** A failure as an error: `vendor_unavailable` when it may go later, else `vendor_refused`. */
export function magentoError(failure: VendorFailure): AffiliateError {
	const { reason, hint, field } = describeMagentoFailure(failure);
	return new AffiliateError(reason, {
		code: failure.retryable || failure.status === 401 ? 'vendor_unavailable' : 'vendor_refused',
		hint,
		...(field === null ? {} : { path: field }),
		details: {
			status: failure.status,
			retryable: failure.retryable,
			retryAfterMilliseconds: failure.retryAfterMilliseconds,
		},
	});
}
