import { z } from 'zod/v4';
import {
	AffiliateError,
	instantFromMilliseconds,
	parseInstant,
	toMilliseconds,
	type Instant,
} from '../../kernel';
import type { WooClient } from './client';
import { failureError } from './describe-failure';
import { outOfOrder, unreadableFailure } from './failure';
import { readCursor, writeCursor, type OrderCursor } from './order-cursor';
import { idField, type WooRecord } from './schema';

export interface ChangedOrdersQuery {
	readonly since: Instant;
	/** What the last call returned; null to begin at `since`. */
	readonly cursor: string | null;
	/** Orders per call, at most 100; 50 unless given. */
	readonly limit?: number;
	/**
	 * How far before `since` to begin, in milliseconds: an order carries the time before its change was
	 * stored. Two minutes unless given; what is read twice has the same id and the same time of change.
	 */
	readonly overlapMilliseconds?: number;
}

export interface ChangedOrdersPage {
	/** As webhooks describe them, with refunds in short; those in the trash are not listed. */
	readonly orders: readonly WooRecord[];
	/** Give it to the next call; null when all is read. */
	readonly cursor: string | null;
	/** Latest change read so far: where the next run begins. */
	readonly latest: Instant;
}

const SECOND = 1_000;
const DEFAULT_OVERLAP = 120_000;
const DEFAULT_PAGE_SIZE = 50;
/** WooCommerce's own limit. */
const LARGEST_PAGE = 100;

const orderSchema = z.looseObject({
	id: z.union([z.number(), z.string()]),
	date_created_gmt: z.string().nullish(),
	date_modified_gmt: z.string().nullish(),
});

interface ReadOrder {
	readonly record: WooRecord;
	readonly id: string;
	readonly at: Instant;
}

interface Page {
	readonly orders: readonly ReadOrder[];
	readonly pages: number | null;
}

/**
 * One page of the orders that changed at or after a moment, oldest change first. Pages are keyed by
 * the time of change, to the second, so that an order that changes meanwhile moves to the end and is
 * read again there, and none is left out. Needs WooCommerce 5.8 or later. Throws `vendor_unavailable`,
 * `vendor_refused`, `invalid_input` for an unreadable cursor, and `window_too_full`.
 */
export async function changedOrders(
	client: WooClient,
	query: ChangedOrdersQuery,
): Promise<ChangedOrdersPage> {
	const cursor = query.cursor === null ? firstCursor(query) : readCursor(query.cursor);
	if (cursor.page !== null) return await pageOfSecond(client, cursor, cursor.page);
	const { orders, pages } = await readPage(client, cursor, 1, null);
	requireOrder(orders, cursor.from);
	const last = orders.at(-1);
	const hasMore = pages === null ? orders.length >= cursor.size : pages > 1;
	if (last === undefined || !hasMore) return resultOf(cursor, orders, null);
	if (last.at === cursor.from) return await lastPageOfSecond(client, cursor);
	const atFrom = orders.filter(({ at }) => at === last.at).map(({ id }) => id);
	return resultOf(cursor, orders, { ...cursor, from: last.at, atFrom });
}

function firstCursor(query: ChangedOrdersQuery): OrderCursor {
	const { since, limit = DEFAULT_PAGE_SIZE, overlapMilliseconds = DEFAULT_OVERLAP } = query;
	const start = toMilliseconds(parseInstant(since)) - Math.max(0, overlapMilliseconds);
	const from = instantFromMilliseconds(Math.floor(start / SECOND) * SECOND);
	const size = Math.min(Math.max(1, Math.trunc(limit)), LARGEST_PAGE);
	return { from, atFrom: [], page: null, size, latest: from };
}

/**
 * A whole page changed in one second, as after a bulk edit: this second is read by page number. From
 * the last page down, because orders can only leave it by another change: those behind move forward,
 * to pages still to be read.
 */
async function lastPageOfSecond(
	client: WooClient,
	cursor: OrderCursor,
): Promise<ChangedOrdersPage> {
	const first = await readPage(client, cursor, 1, secondsAfter(cursor.from, 1));
	if (first.pages === null) {
		throw new AffiliateError('More orders changed in one second than fit on a page', {
			code: 'window_too_full',
			hint: 'The shop does not tell how many pages there are: let its proxy pass on the header X-WP-TotalPages.',
		});
	}
	return await pageOfSecond(client, { ...cursor, atFrom: [] }, Math.max(1, first.pages));
}

async function pageOfSecond(
	client: WooClient,
	cursor: OrderCursor,
	page: number,
): Promise<ChangedOrdersPage> {
	const until = secondsAfter(cursor.from, 1);
	const { orders } = await readPage(client, cursor, page, until);
	const next = page > 1 ? { ...cursor, page: page - 1 } : { ...cursor, page: null, from: until };
	return resultOf(cursor, orders, next);
}

function resultOf(
	{ from, atFrom, latest: before }: OrderCursor,
	orders: readonly ReadOrder[],
	next: OrderCursor | null,
): ChangedOrdersPage {
	const known = new Set(atFrom);
	const fresh = orders.filter(({ id, at }) => !(at === from && known.has(id)));
	const latest = orders.reduce((max, { at }) => (at > max ? at : max), before);
	return {
		orders: fresh.map(({ record }) => record),
		cursor: next === null ? null : writeCursor({ ...next, latest }),
		latest,
	};
}

async function readPage(
	client: WooClient,
	{ from, size }: OrderCursor,
	page: number,
	until: Instant | null,
): Promise<Page> {
	const { value, pages } = await client.read(
		'/orders',
		{
			// Both bounds are exclusive. A "Z" would be taken into the shop's own time zone.
			modified_after: wooTime(secondsAfter(from, -1)),
			...(until === null ? {} : { modified_before: wooTime(until) }),
			dates_are_gmt: 'true',
			status: 'any',
			orderby: 'modified',
			order: 'asc',
			per_page: String(size),
			page: String(page),
		},
		z.array(orderSchema),
	);
	return { orders: value.map(readOrder), pages };
}

function readOrder(record: z.output<typeof orderSchema>): ReadOrder {
	const text = record.date_modified_gmt ?? record.date_created_gmt ?? '';
	if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z?$/.test(text)) {
		throw failureError(unreadableFailure('date_modified_gmt'));
	}
	return {
		record,
		id: idField.parse(record.id),
		at: parseInstant(text.endsWith('Z') ? text : `${text}Z`),
	};
}

function requireOrder(orders: readonly ReadOrder[], from: Instant): void {
	let before = from;
	for (const { at } of orders) {
		if (at < before) throw failureError(outOfOrder());
		before = at;
	}
}

function secondsAfter(instant: Instant, seconds: number): Instant {
	return instantFromMilliseconds(toMilliseconds(instant) + seconds * SECOND);
}

function wooTime(instant: Instant): string {
	return instant.slice(0, 19);
}
