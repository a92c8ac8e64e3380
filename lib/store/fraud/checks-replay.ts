import { parseModel } from '../../model/parse';
import { fraudFactsSchema } from '../../model/fraud-facts';
import { verdictSchema } from '../../model/verdict';
import type { CheckedOrder, FraudStore } from '../../ports/fraud-store';
import type { StoreContext, StoreQueries } from '../engine';
import type { WorkspaceKeys } from '../keys/workspace-keys';
import type { FraudChecksTable } from '../tables';
import { factsPlace } from './checks';
import { unpackedFacts } from './packed-facts';

type ReplayFilter = Parameters<FraudStore['replayChecks']>[0];

const CHECKS_PER_PAGE = 200;

/** Null when the order was never checked. */
export async function checkOf(
	{ engine, keys }: StoreContext,
	storeKey: string,
	orderId: string,
): Promise<CheckedOrder | null> {
	return await engine.read(async (tx) => {
		const rows = await tx
			.selectFrom('fraud_checks')
			.selectAll()
			.where('store_key', '=', storeKey)
			.where('order_id', '=', orderId)
			.execute();
		return (await checkedOrders(tx, keys, rows)).at(0) ?? null;
	});
}

/** Oldest order first; `from` is inclusive, `to` is not. Each page is read at one moment of its own. */
export async function* replayChecks(
	{ engine, keys }: StoreContext,
	filter: ReplayFilter,
): AsyncGenerator<CheckedOrder> {
	let after: FraudChecksTable | null = null;
	for (;;) {
		const start: FraudChecksTable | null = after;
		const { rows, orders } = await engine.read(async (tx) => {
			const page = await readPage(tx, filter, start);
			return { rows: page, orders: await checkedOrders(tx, keys, page) };
		});
		yield* orders;
		if (rows.length < CHECKS_PER_PAGE) return;
		after = rows.at(-1) ?? null;
	}
}

async function readPage(
	tx: StoreQueries,
	{ programmeId, from, to }: ReplayFilter,
	after: FraudChecksTable | null,
): Promise<FraudChecksTable[]> {
	let query = tx.selectFrom('fraud_checks').selectAll().where('programme_id', '=', programmeId);
	if (to !== undefined) query = query.where('ordered_at', '<', to);
	// One lower bound only: with two, the index would be entered at the wrong one.
	if (after === null) {
		if (from !== undefined) query = query.where('ordered_at', '>=', from);
	} else {
		query = query.where((where) =>
			where(
				where.refTuple('ordered_at', 'store_key', 'order_id'),
				'>',
				where.tuple(after.ordered_at, after.store_key, after.order_id),
			),
		);
	}
	return await query
		.orderBy('ordered_at')
		.orderBy('store_key')
		.orderBy('order_id')
		.limit(CHECKS_PER_PAGE)
		.execute();
}

async function checkedOrders(
	tx: StoreQueries,
	keys: WorkspaceKeys,
	rows: readonly FraudChecksTable[],
): Promise<CheckedOrder[]> {
	const labels = await labelsOf(tx, rows);
	return rows.map((row) => {
		const { store_key: storeKey, order_id: orderId } = row;
		const facts = unpackedFacts(keys.open(factsPlace(storeKey, orderId), row.facts));
		return {
			check: {
				storeKey,
				orderId,
				programmeId: row.programme_id,
				checkedAt: row.checked_at,
				orderedAt: row.ordered_at,
				verdict: parseModel(verdictSchema, JSON.parse(row.record), 'verdict'),
			},
			facts: parseModel(fraudFactsSchema, JSON.parse(facts), 'facts'),
			label: labels.get(orderOf(row)) ?? null,
		};
	});
}

/** What a person last made of each order. */
async function labelsOf(
	tx: StoreQueries,
	rows: readonly FraudChecksTable[],
): Promise<Map<string, 'confirmed' | 'cleared'>> {
	if (rows.length === 0) return new Map();
	const decided = await tx
		.selectFrom('fraud_cases')
		.select(['store_key', 'order_id', 'status'])
		.where('store_key', 'in', [...new Set(rows.map((row) => row.store_key))])
		.where('order_id', 'in', [...new Set(rows.map((row) => row.order_id))])
		.where('subject', '=', 'order')
		.where('status', 'in', ['confirmed', 'cleared'])
		.orderBy('decided_at')
		.execute();
	return new Map(
		decided.map((row) => [orderOf(row), row.status === 'confirmed' ? 'confirmed' : 'cleared']),
	);
}

function orderOf(row: { readonly store_key: string | null; readonly order_id: string | null }) {
	return JSON.stringify([row.store_key, row.order_id]);
}
