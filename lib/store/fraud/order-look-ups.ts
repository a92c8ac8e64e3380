import { sql } from 'kysely';
import { money, type Instant } from '../../kernel';
import { basketHash } from '../../model/basket-hash';
import type { RelatedOrder } from '../../model/fraud-facts';
import type { Trait } from '../../model/trait';
import type { FraudStore } from '../../ports/fraud-store';
import type { StoreContext, StoreQueries } from '../engine';
import { PURCHASE, REASONS_WITHOUT_ORDER } from '../history/real-orders';
import { newestVersion } from '../ledger/load-conversions';
import { loadJournals } from '../ledger/version-rows';

/** A stretch of time of orders; `before` is exclusive. */
interface OrderSpan {
	readonly from: Instant;
	readonly before: Instant;
}

/** Purchases of a customer, newest first. */
export async function customerOrders(
	{ engine }: StoreContext,
	customerKey: string,
	{ from, before }: OrderSpan,
): Promise<RelatedOrder[]> {
	return await engine.read(async (tx) => {
		const rows = await relatedOrders(tx)
			.where('v.customer_key', '=', customerKey)
			.where('v.ordered_at', '>=', from)
			.where('v.ordered_at', '<', before)
			.orderBy('v.ordered_at', 'desc')
			.orderBy('v.conversion_id')
			.execute();
		return await withBaskets(tx, rows);
	});
}

/** Purchases that share a trait, newest first. */
export async function ordersWithTrait(
	{ engine }: StoreContext,
	{ kind, hash }: Trait,
	{ from, before }: OrderSpan,
	limit: number,
): Promise<RelatedOrder[]> {
	return await engine.read(async (tx) => {
		const rows = await relatedOrders(tx)
			.innerJoin('order_traits as t', (join) =>
				join.onRef('t.store_key', '=', 'v.store_key').onRef('t.order_id', '=', 'v.order_id'),
			)
			.where('t.kind', '=', kind)
			.where('t.hash', '=', hash)
			.where('t.ordered_at', '>=', from)
			.where('t.ordered_at', '<', before)
			.orderBy('t.ordered_at', 'desc')
			.orderBy('v.conversion_id')
			.limit(limit)
			.execute();
		return await withBaskets(tx, rows);
	});
}

/** Distinct known customers of recorded orders and actions that this click was credited for. */
export async function clickCustomers(
	{ engine }: StoreContext,
	clickId: string,
	exceptCustomerKey: string | null,
): Promise<number> {
	const row = await engine.query((db) => {
		const orders = db
			.selectFrom('order_clicks as k')
			.innerJoin('conversions as v', (join) =>
				join.onRef('v.store_key', '=', 'k.store_key').onRef('v.order_id', '=', 'k.order_id'),
			)
			.select(sql<number>`cast(count(distinct k.customer_key) as integer)`.as('customers'))
			.where('k.click_id', '=', clickId)
			.where('v.reason', 'not in', REASONS_WITHOUT_ORDER);
		return (
			exceptCustomerKey === null ? orders : orders.where('k.customer_key', '!=', exceptCustomerKey)
		).executeTakeFirst();
	});
	return row?.customers ?? 0;
}

const PERCENTILE = 95;

/**
 * The smallest net order value that at least 95 of 100 orders do not exceed (nearest rank), edits
 * included. Exact: the value is that of an order.
 */
export async function orderValuePercentile(
	{ engine }: StoreContext,
	programmeId: string,
	currency: string,
	{ from, before }: OrderSpan,
): Promise<Awaited<ReturnType<FraudStore['orderValuePercentile']>>> {
	return await engine.read(async (tx) => {
		const orders = tx
			.selectFrom('conversions as v')
			.where('v.programme_id', '=', programmeId)
			.where('v.currency', '=', currency)
			.where('v.ordered_at', '>=', from)
			.where('v.ordered_at', '<', before)
			.where('v.kind', '=', PURCHASE)
			.where('v.reason', 'not in', REASONS_WITHOUT_ORDER);
		const counted = await orders
			.select(sql<number>`cast(count(*) as integer)`.as('orders'))
			.executeTakeFirstOrThrow();
		const sample = counted.orders;
		if (sample === 0) return { value: null, sample };
		const ranked = await orders
			.select(netNow(tx).as('value_minor'))
			// From above: both engines then keep one order in twenty in memory, not all of them.
			.orderBy('value_minor', 'desc')
			.offset(sample - Math.ceil((sample * PERCENTILE) / 100))
			.limit(1)
			.executeTakeFirstOrThrow();
		return { value: money(ranked.value_minor, currency), sample };
	});
}

/** Expression over the outer table `v` (conversions): its net goods value after edits. */
function netNow(tx: StoreQueries) {
	const edited = tx
		.selectFrom('conversion_versions as w')
		.select('w.net_minor')
		.where('w.sequence', '=', newestVersion(tx));
	return sql<bigint>`coalesce(${edited}, v.net_minor)`;
}

function relatedOrders(tx: StoreQueries) {
	return tx
		.selectFrom('conversions as v')
		.leftJoin('fraud_checks as f', (join) =>
			join.onRef('f.store_key', '=', 'v.store_key').onRef('f.order_id', '=', 'v.order_id'),
		)
		.select(['v.conversion_id', 'v.order_id', 'v.customer_key', 'v.ordered_at', 'v.currency'])
		.select(['f.basket_hash', netNow(tx).as('net_minor')])
		.where('v.kind', '=', PURCHASE)
		.where('v.reason', 'not in', REASONS_WITHOUT_ORDER);
}

type RelatedRow = Awaited<ReturnType<ReturnType<typeof relatedOrders>['execute']>>[number];

/** An order that was recorded before checks were kept has its basket in what it was priced from. */
async function withBaskets(tx: StoreQueries, rows: readonly RelatedRow[]): Promise<RelatedOrder[]> {
	const unchecked = rows.filter((row) => row.basket_hash === null);
	const journals = await loadJournals(
		tx,
		unchecked.map((row) => row.conversion_id),
	);
	return rows.map((row) => {
		const journal = journals.get(row.conversion_id);
		return {
			conversionId: row.conversion_id,
			orderId: row.order_id,
			customerKey: row.customer_key,
			orderedAt: row.ordered_at,
			net: money(row.net_minor, row.currency),
			// Like no other basket where nothing is known of it.
			basketHash:
				row.basket_hash ??
				(journal === undefined ? `unknown:${row.conversion_id}` : basketHash(journal.order)),
		};
	});
}
