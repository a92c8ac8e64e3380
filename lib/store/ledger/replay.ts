import type { LedgerStore, RecordedRefund, ReplayEntry } from '../../ports/ledger-store';
import type { RecordedCommission } from '../../model/commission';
import type { StoreContext, StoreQueries } from '../engine';
import type { WorkspaceKeys } from '../keys/workspace-keys';
import { withHeads } from './load-commissions';
import { conversionsWithVersion, newestConversion } from './load-conversions';
import { refundOfRow } from './refund-rows';
import { loadJournals } from './version-rows';

type ReplayFilter = Parameters<LedgerStore['replay']>[0];

const ORDERS_PER_PAGE = 200;

/** Kinds that somebody bought or did; bonuses, clicks and opening balances are no orders. */
const ORDER_KINDS = ['order', 'action'] as const;

/** Where an order stands in the walk; the last one of a page is where the next page begins. */
interface Position {
	readonly ordered_at: string;
	readonly conversion_id: string;
}

/**
 * Recorded orders of a programme, oldest first by time of order, a page at a time. Each page is
 * read at one moment of its own. With an affiliate: orders that it earns on or was credited with.
 */
export async function* replay(
	{ engine, keys }: StoreContext,
	filter: ReplayFilter,
): AsyncGenerator<ReplayEntry> {
	let after: Position | null = null;
	for (;;) {
		const start: Position | null = after;
		const { page, entries } = await engine.read(async (tx) => {
			const read = await readPage(tx, filter, start);
			return { page: read, entries: await loadEntries(tx, keys, read.positions) };
		});
		yield* entries;
		if (page.isLast) return;
		after = page.positions.at(-1) ?? null;
	}
}

interface Page {
	readonly positions: readonly Position[];
	readonly isLast: boolean;
}

async function readPage(
	tx: StoreQueries,
	filter: ReplayFilter,
	after: Position | null,
): Promise<Page> {
	const { affiliateId } = filter;
	const orders = ordersFrom(tx, filter, after);
	const lists =
		affiliateId === undefined
			? [await orders.execute()]
			: [
					await orders.where('v.credited_affiliate_id', '=', affiliateId).execute(),
					await earningFrom(tx, filter, affiliateId, after).execute(),
				];
	return merged(lists);
}

/**
 * Positions of all lists in order, each once. Where a list goes on beyond its page, nothing after
 * its last position is told yet: it might have more before it.
 */
function merged(lists: ReadonlyArray<readonly Position[]>): Page {
	const ends = lists.flatMap((list) => (list.length < ORDERS_PER_PAGE ? [] : (list.at(-1) ?? [])));
	const all = new Map(lists.flat().map((row) => [row.conversion_id, row]));
	const positions = [...all.values()]
		.filter((row) => ends.every((end) => !isBefore(end, row)))
		.sort((a, b) => (isBefore(a, b) ? -1 : 1));
	return { positions, isLast: ends.length === 0 };
}

function isBefore(a: Position, b: Position): boolean {
	if (a.ordered_at !== b.ordered_at) return a.ordered_at < b.ordered_at;
	return a.conversion_id < b.conversion_id;
}

function ordersFrom(tx: StoreQueries, filter: ReplayFilter, after: Position | null) {
	let query = tx
		.selectFrom('conversions as v')
		.select(['v.ordered_at', 'v.conversion_id'])
		.where('v.programme_id', '=', filter.programmeId)
		.where('v.kind', 'in', ORDER_KINDS);
	if (filter.to !== undefined) query = query.where('v.ordered_at', '<', filter.to);
	// One lower bound only: with two, the index would be entered at the wrong one.
	if (after === null) {
		if (filter.from !== undefined) query = query.where('v.ordered_at', '>=', filter.from);
	} else {
		query = query.where((where) =>
			where(
				where.refTuple('v.ordered_at', 'v.conversion_id'),
				'>',
				where.tuple(after.ordered_at, after.conversion_id),
			),
		);
	}
	return query.orderBy('v.ordered_at').orderBy('v.conversion_id').limit(ORDERS_PER_PAGE);
}

/** Orders with a commission of the affiliate, one row for each commission; the affiliate may be a level above who was credited. */
function earningFrom(
	tx: StoreQueries,
	filter: ReplayFilter,
	affiliateId: string,
	after: Position | null,
) {
	let query = tx
		.selectFrom('commissions as c')
		.innerJoin('conversions as v', 'v.conversion_id', 'c.conversion_id')
		.select(['c.ordered_at', 'c.conversion_id'])
		.where('c.affiliate_id', '=', affiliateId)
		.where('c.programme_id', '=', filter.programmeId)
		.where('v.kind', 'in', ORDER_KINDS);
	if (filter.to !== undefined) query = query.where('c.ordered_at', '<', filter.to);
	if (after === null) {
		if (filter.from !== undefined) query = query.where('c.ordered_at', '>=', filter.from);
	} else {
		query = query.where((where) =>
			where(
				where.refTuple('c.ordered_at', 'c.conversion_id'),
				'>',
				where.tuple(after.ordered_at, after.conversion_id),
			),
		);
	}
	return query.orderBy('c.ordered_at').orderBy('c.conversion_id').limit(ORDERS_PER_PAGE);
}

async function loadEntries(
	tx: StoreQueries,
	keys: WorkspaceKeys,
	positions: readonly Position[],
): Promise<ReplayEntry[]> {
	if (positions.length === 0) return [];
	const ids = positions.map((position) => position.conversion_id);
	const rows = await conversionsWithVersion(tx).where('v.conversion_id', 'in', ids).execute();
	const conversions = new Map(rows.map((row) => [row.conversion_id, newestConversion(row)]));
	const journals = await loadJournals(tx, ids);
	const commissions = await commissionsOf(tx, ids);
	const refunds = await refundsOf(tx, keys, [...conversions.values()]);
	return ids.flatMap((id) => {
		const conversion = conversions.get(id);
		if (conversion === undefined) return [];
		return {
			conversion,
			journal: journals.get(id) ?? null,
			commissions: commissions.get(id) ?? [],
			refunds: refunds.get(orderOf(conversion)) ?? [],
		};
	});
}

async function commissionsOf(
	tx: StoreQueries,
	ids: readonly string[],
): Promise<Map<string, RecordedCommission[]>> {
	const rows = await tx
		.selectFrom('commissions')
		.select(['commission_id', 'record', 'currency'])
		.where('conversion_id', 'in', ids)
		.orderBy('sequence')
		.execute();
	return groupBy(await withHeads(tx, rows), (entry) => entry.conversionId);
}

async function refundsOf(
	tx: StoreQueries,
	keys: WorkspaceKeys,
	orders: ReadonlyArray<{ readonly storeKey: string; readonly orderId: string }>,
): Promise<Map<string, RecordedRefund[]>> {
	const rows = await tx
		.selectFrom('refunds')
		.selectAll()
		.where('store_key', 'in', [...new Set(orders.map(({ storeKey }) => storeKey))])
		.where('order_id', 'in', [...new Set(orders.map(({ orderId }) => orderId))])
		.orderBy('sequence')
		.execute();
	return groupBy(
		rows.map((row) => refundOfRow(keys, row)),
		orderOf,
	);
}

function orderOf({ storeKey, orderId }: { storeKey: string; orderId: string }): string {
	return JSON.stringify([storeKey, orderId]);
}

function groupBy<Entry>(
	entries: readonly Entry[],
	keyOf: (entry: Entry) => string,
): Map<string, Entry[]> {
	const groups = new Map<string, Entry[]>();
	for (const entry of entries) {
		const key = keyOf(entry);
		groups.set(key, [...(groups.get(key) ?? []), entry]);
	}
	return groups;
}
