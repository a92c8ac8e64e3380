import { money } from '../../kernel';
import type { LedgerTransaction } from '../../model/posting';
import type { CommissionMove, CommissionStory } from '../../ports/ledger-store';
import type { StoreContext, StoreQueries } from '../engine';
import { loadAdjustments } from './adjustment-rows';
import { loadOrder } from './load-order-state';
import { loadJournals } from './version-rows';

/** Everything the ledger holds of one commission; null when it is not known. */
export async function commissionStory(
	{ engine, keys }: StoreContext,
	commissionId: string,
): Promise<CommissionStory | null> {
	return await engine.read(async (tx) => {
		const order = await tx
			.selectFrom('commissions as c')
			.innerJoin('conversions as v', 'v.conversion_id', 'c.conversion_id')
			.select(['v.conversion_id', 'v.store_key', 'v.order_id'])
			.where('c.commission_id', '=', commissionId)
			.executeTakeFirst();
		if (order === undefined) return null;
		const key = { storeKey: order.store_key, orderId: order.order_id };
		const { state } = await loadOrder(tx, keys, key);
		const commission = state.commissions.find((entry) => entry.commissionId === commissionId);
		if (commission === undefined) return null;
		const journals = await loadJournals(tx, [order.conversion_id]);
		return {
			state,
			journal: journals.get(order.conversion_id) ?? null,
			commission,
			moves: await loadMoves(tx, commissionId),
			transactions: await loadTransactions(tx, commissionId),
			adjustments: await loadAdjustments(tx, commissionId),
		};
	});
}

async function loadMoves(tx: StoreQueries, commissionId: string): Promise<CommissionMove[]> {
	const rows = await tx
		.selectFrom('commission_moves')
		.selectAll()
		.where('commission_id', '=', commissionId)
		.orderBy('sequence')
		.execute();
	return rows.map((row) => ({
		moveId: row.move_id,
		commissionId: row.commission_id,
		from: row.from_status as CommissionMove['from'],
		to: row.to_status as CommissionMove['to'],
		reason: row.reason,
		actor: row.actor,
		at: row.at,
	}));
}

async function loadTransactions(
	tx: StoreQueries,
	commissionId: string,
): Promise<LedgerTransaction[]> {
	const rows = await tx
		.selectFrom('ledger_transactions as t')
		.innerJoin('postings as p', 'p.transaction_id', 't.transaction_id')
		.select(['t.transaction_id', 't.kind', 't.commission_id', 't.cause', 't.occurred_at'])
		.select(['p.account', 'p.amount_minor', 'p.currency'])
		.where('t.commission_id', '=', commissionId)
		.orderBy('t.sequence')
		.orderBy('p.sequence')
		.execute();
	const transactions = new Map<string, LedgerTransaction>();
	for (const row of rows) {
		const { postings = [] } = transactions.get(row.transaction_id) ?? {};
		transactions.set(row.transaction_id, {
			transactionId: row.transaction_id,
			kind: row.kind as LedgerTransaction['kind'],
			commissionId: row.commission_id,
			cause: row.cause,
			occurredAt: row.occurred_at,
			postings: [
				...postings,
				{ account: row.account, amount: money(row.amount_minor, row.currency) },
			],
		});
	}
	return [...transactions.values()];
}
