import { z } from 'zod/v4';
import {
	AffiliateError,
	instantFromMilliseconds,
	parseInstant,
	toMilliseconds,
	type Instant,
} from '../../kernel';
import type { DeniedField, ShopifyClient } from './client';
import { completeOrders } from './complete-orders';
import { anyRecord, connectionPage, nextCursor, type AnyRecord } from './connection-page';
import { failureError } from './describe-failure';
import { ORDERS_PAGE } from './documents';
import { unreadableFailure } from './failure';
import { readCursor, writeCursor, type OrderCursor } from './order-cursor';

export interface ChangedOrdersQuery {
	readonly since: Instant;
	/**
	 * How far before `since` to begin, in milliseconds. The index that orders are found by lags a
	 * little behind; what is read twice has the same id and the same `updatedAt`.
	 */
	readonly overlapMilliseconds: number;
	/** Orders per request; small, because each brings its lines. 10 unless given. */
	readonly pageSize?: number;
}

export interface ChangedOrdersPage {
	/** As Shopify describes them, with lists and refunds complete; oldest change first. */
	readonly orders: readonly AnyRecord[];
	/** Give it to the next call; null when all is read. */
	readonly cursor: string | null;
	/** Latest change read so far: where the next run begins. */
	readonly latest: Instant;
	/** What the app may not read; these fields are null. */
	readonly denied: readonly DeniedField[];
}

/** Shopify ends a list after 25,000 entries; before that the window begins anew by time. */
const MOST_ORDERS_IN_WINDOW = 24_000;

const DEFAULT_PAGE_SIZE = 10;

/** Shopify's own limit of a page. */
const LARGEST_PAGE = 250;

const pageSchema = z.object({
	orders: connectionPage(anyRecord.and(z.object({ id: z.string(), updatedAt: z.string() }))),
});

type OrdersPage = z.output<typeof pageSchema>['orders'];

/**
 * One page of the orders that changed at or after a moment, keyed by time and cursor. An order that
 * changes meanwhile moves to the end and is read again there. A page that costs too much is halved.
 * Throws like `readAnswer`.
 */
export async function changedOrders(
	client: ShopifyClient,
	query: ChangedOrdersQuery,
	cursorText: string | null,
): Promise<ChangedOrdersPage> {
	const cursor = cursorText === null ? firstCursor(query) : readCursor(cursorText);
	const { page, size, denied } = await readPage(client, cursor);
	const known = new Set(cursor.atFrom);
	const fresh = page.nodes.filter(
		({ id, updatedAt }) => !(known.has(id) && parseInstant(updatedAt) === cursor.from),
	);
	const complete = await completeOrders(client, fresh);
	const moved = advance({ ...cursor, size }, page);
	return {
		orders: complete.orders,
		cursor: nextPlace(moved, nextCursor(page.pageInfo)),
		latest: moved.latest,
		denied: [...denied, ...complete.denied],
	};
}

function firstCursor({ since, overlapMilliseconds, pageSize }: ChangedOrdersQuery): OrderCursor {
	const start = toMilliseconds(parseInstant(since)) - Math.max(0, overlapMilliseconds);
	const from = instantFromMilliseconds(start);
	const size = Math.min(Math.max(1, Math.trunc(pageSize ?? DEFAULT_PAGE_SIZE)), LARGEST_PAGE);
	return { from, after: null, seen: 0, size, latest: from, atLatest: [], atFrom: [] };
}

async function readPage(
	client: ShopifyClient,
	{ from, after, size }: OrderCursor,
): Promise<{ page: OrdersPage; size: number; denied: readonly DeniedField[] }> {
	for (let first = size; ; first = Math.floor(first / 2)) {
		const answer = await client.ask(ORDERS_PAGE, {
			first,
			after,
			// Shopify keeps whole seconds.
			filter: `updated_at:>='${from.slice(0, 19)}Z'`,
		});
		if (!answer.ok) {
			if (answer.failure.code === 'MAX_COST_EXCEEDED' && first > 1) continue;
			throw failureError(answer.failure);
		}
		const parsed = pageSchema.safeParse(answer.data);
		if (!parsed.success) throw failureError(unreadableFailure());
		return { page: parsed.data.orders, size: first, denied: answer.denied };
	}
}

/** The cursor after a page: how many were seen, and the latest change among them. */
function advance(cursor: OrderCursor, { nodes }: OrdersPage): OrderCursor {
	let { latest } = cursor;
	let atLatest = [...cursor.atLatest];
	for (const { id, updatedAt } of nodes) {
		const at = parseInstant(updatedAt);
		if (at > latest) [latest, atLatest] = [at, []];
		if (at === latest && !atLatest.includes(id)) atLatest.push(id);
	}
	return { ...cursor, latest, atLatest, seen: cursor.seen + nodes.length };
}

function nextPlace(cursor: OrderCursor, after: string | null): string | null {
	if (after === null) return null;
	if (cursor.seen + cursor.size <= MOST_ORDERS_IN_WINDOW) return writeCursor({ ...cursor, after });
	if (cursor.latest === cursor.from) {
		throw new AffiliateError(`More than ${MOST_ORDERS_IN_WINDOW} orders changed in one second`, {
			code: 'window_too_full',
			hint: 'Shopify lists no more than 25,000 orders at once; read these with a bulk export.',
		});
	}
	const { latest: from, atLatest: atFrom } = cursor;
	return writeCursor({ ...cursor, from, atFrom, after: null, seen: 0 });
}
