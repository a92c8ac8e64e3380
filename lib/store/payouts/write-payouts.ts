import type { CommissionMove } from '../../ports/ledger-store';
import type { PayoutWrite } from '../../ports/payout-store';
import { chunks } from '../chunks';
import type { StoreContext, StoreQueries } from '../engine';
import { ledgerConflict } from '../ledger/ledger-conflict';
import { writeEvents } from '../ledger/outbox';
import { moveHeads } from '../ledger/write-moves';
import { writeTransactions } from '../ledger/write-transactions';
import { lastStatuses } from './last-statuses';
import { batchMoveRow, batchRow, payoutMoveRow, payoutRow } from './payout-rows';
import type { PayoutScope } from './payout-scope';
import { requireNew } from './require-new';
import { giveStatementNumbers } from './statement-numbers';

/** Writes a verified decision: all of it, in the transaction that read what it was made from. */
export async function writePayouts(
	context: StoreContext,
	tx: StoreQueries,
	scope: PayoutScope,
	write: PayoutWrite,
): Promise<void> {
	const { transactions = [], commissionMoves = [], statementNumbers = [], events = [] } = write;
	await writeBatch(context, tx, scope, write);
	await writePayoutRows(context, tx, scope, write);
	await moveCommissions(tx, scope, commissionMoves);
	await requireNew(
		tx,
		'ledger_transactions',
		transactions.map(({ transactionId }) => transactionId),
	);
	await writeTransactions(tx, transactions);
	await giveStatementNumbers(tx, scope, statementNumbers);
	await writeEvents(tx, events);
}

async function writeBatch(
	{ keys }: StoreContext,
	tx: StoreQueries,
	scope: PayoutScope,
	{ batch, batchMoves = [] }: PayoutWrite,
): Promise<void> {
	const statuses = lastStatuses(
		'batch',
		scope.batches,
		batchMoves.map((move) => ({ ...move, id: move.batchId })),
	);
	if (batch !== undefined) {
		const status = statuses.get(batch.batchId);
		if (status === undefined) throw withoutMove('batch', batch.batchId);
		await requireNew(tx, 'payout_batches', [batch.batchId]);
		await tx
			.insertInto('payout_batches')
			.values(batchRow(keys, batch, status))
			.execute();
	}
	const moves = batchMoves.map(batchMoveRow);
	await requireNew(
		tx,
		'payout_batch_moves',
		moves.map((row) => row.move_id),
	);
	for (const part of chunks(moves)) {
		await tx.insertInto('payout_batch_moves').values(part).execute();
	}
	for (const [batchId, status] of statuses) {
		if (batchId === batch?.batchId) continue;
		await tx
			.updateTable('payout_batches')
			.set({ status })
			.where('batch_id', '=', batchId)
			.execute();
	}
}

async function writePayoutRows(
	{ keys }: StoreContext,
	tx: StoreQueries,
	scope: PayoutScope,
	{ payouts = [], payoutMoves = [] }: PayoutWrite,
): Promise<void> {
	const before = new Map([...scope.payouts].map(([id, { status }]) => [id, status]));
	const statuses = lastStatuses(
		'payout',
		before,
		payoutMoves.map((move) => ({ ...move, id: move.payoutId })),
	);
	const rows = payouts.map(({ payout }) => {
		const status = statuses.get(payout.payoutId);
		if (status === undefined) throw withoutMove('payout', payout.payoutId);
		return payoutRow(keys, payout, status);
	});
	const entries = payouts.flatMap(({ payout, entries: parts }) =>
		parts.map(({ commissionId, amount }) => ({
			payout_id: payout.payoutId,
			commission_id: commissionId,
			amount_minor: amount.amountMinor,
			currency: amount.currency,
		})),
	);
	const moves = payoutMoves.map(payoutMoveRow);
	await requireNew(
		tx,
		'payouts',
		rows.map((row) => row.payout_id),
	);
	await requireNew(
		tx,
		'payout_moves',
		moves.map((row) => row.move_id),
	);
	for (const part of chunks(rows)) await tx.insertInto('payouts').values(part).execute();
	for (const part of chunks(entries)) await tx.insertInto('payout_entries').values(part).execute();
	for (const part of chunks(moves)) await tx.insertInto('payout_moves').values(part).execute();
	await updateStatuses(
		tx,
		[...statuses].filter(([payoutId]) => before.has(payoutId)),
	);
}

/**
 * The orders of the commissions are not locked, so a refund or a decline may have moved one since
 * its status was read: then nothing is written, and the decision is made again from what holds now.
 */
async function moveCommissions(
	tx: StoreQueries,
	scope: PayoutScope,
	moves: readonly CommissionMove[],
): Promise<void> {
	lastStatuses(
		'commission',
		scope.commissions,
		moves.map((move) => ({ ...move, id: move.commissionId })),
	);
	await requireNew(
		tx,
		'commission_moves',
		moves.map(({ moveId }) => moveId),
	);
	await moveHeads(tx, moves);
}

/** One statement for all that get the same status, not one for each. */
async function updateStatuses(
	tx: StoreQueries,
	changes: ReadonlyArray<readonly [string, string]>,
): Promise<void> {
	for (const status of new Set(changes.map(([, to]) => to))) {
		const ids = changes.filter(([, to]) => to === status).map(([payoutId]) => payoutId);
		for (const part of chunks(ids)) {
			await tx.updateTable('payouts').set({ status }).where('payout_id', 'in', part).execute();
		}
	}
}

function withoutMove(what: string, id: string) {
	return ledgerConflict(`A ${what} needs a first move, which gives it a status`, { id });
}
