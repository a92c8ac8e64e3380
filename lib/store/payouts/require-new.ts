import { chunks } from '../chunks';
import type { StoreQueries } from '../engine';
import { ledgerConflict } from '../ledger/ledger-conflict';

/** Tables of what a payout decision adds, with the column of the id. */
const ID_COLUMNS = {
	payout_batches: 'batch_id',
	payouts: 'payout_id',
	payout_batch_moves: 'move_id',
	payout_moves: 'move_id',
	commission_moves: 'move_id',
	ledger_transactions: 'transaction_id',
} as const;

/**
 * Refuses ids that are taken, or given twice. A decision saw what is there, so an id that it makes
 * again is a mistake; leaving the row out would move a payout on without its money.
 */
export async function requireNew(
	tx: StoreQueries,
	table: keyof typeof ID_COLUMNS,
	ids: readonly string[],
): Promise<void> {
	const distinct = [...new Set(ids)];
	if (distinct.length !== ids.length) throw taken(table);
	const column = ID_COLUMNS[table];
	for (const part of chunks(distinct)) {
		const known = await tx
			.selectFrom(table as 'payouts')
			.select(column as 'payout_id')
			.where(column as 'payout_id', 'in', part)
			.limit(1)
			.executeTakeFirst();
		if (known !== undefined) throw taken(table);
	}
}

function taken(table: string) {
	return ledgerConflict('A payout decision made an id that is already recorded', { table });
}
