import { toJson } from '../../model/json';
import { parseModel } from '../../model/parse';
import {
	payoutBatchSchema,
	payoutSchema,
	type BatchStatus,
	type Payout,
	type PayoutBatch,
	type PayoutStatus,
} from '../../model/payout';
import type { BatchMove, PayoutMove } from '../../ports/payout-store';
import type { WorkspaceKeys } from '../keys/workspace-keys';
import type {
	PayoutBatchesTable,
	PayoutBatchMovesTable,
	PayoutMovesTable,
	PayoutsTable,
} from '../tables';

export type BatchMoveRow = Omit<PayoutBatchMovesTable, 'sequence'>;

export type PayoutMoveRow = Omit<PayoutMovesTable, 'sequence'>;

export function batchRow(
	keys: WorkspaceKeys,
	batch: PayoutBatch,
	status: BatchStatus,
): PayoutBatchesTable {
	const { status: _status, approvals: _approvals, ...record } = batch;
	return {
		batch_id: batch.batchId,
		batch_key: batch.batchKey,
		currency: batch.currency,
		method: batch.method,
		status,
		total_minor: batch.total.amountMinor,
		created_at: batch.createdAt,
		record: keys.seal(batchPlace(batch.batchId), JSON.stringify(toJson(record))),
	};
}

/** Status and approvals as the moves of the batch tell, oldest first (C36). */
export function batchOfRow(
	keys: WorkspaceKeys,
	row: Pick<PayoutBatchesTable, 'batch_id' | 'record'>,
	moves: readonly BatchMoveRow[],
): PayoutBatch {
	const record = JSON.parse(keys.open(batchPlace(row.batch_id), row.record)) as object;
	return parseModel(
		payoutBatchSchema,
		{
			...record,
			status: moves.at(-1)?.to_status,
			approvals: moves.filter(isApproval).map(({ actor, at }) => ({ actor, at })),
		},
		'batch',
	);
}

/** A move that stays in its status is an approval that is not the last one. */
function isApproval({ from_status: from, to_status: to }: BatchMoveRow): boolean {
	return from === to || (from === 'draft' && to === 'approved');
}

export function payoutRow(keys: WorkspaceKeys, payout: Payout, status: PayoutStatus): PayoutsTable {
	const {
		status: _status,
		statusReason: _reason,
		statementNumber: _number,
		providerReference: _reference,
		...record
	} = payout;
	return {
		payout_id: payout.payoutId,
		batch_id: payout.batchId,
		affiliate_id: payout.affiliateId,
		currency: payout.gross.currency,
		status,
		gross_minor: payout.gross.amountMinor,
		payable_minor: payout.payable.amountMinor,
		statement_number: null,
		created_at: payout.createdAt,
		record: keys.seal(payoutPlace(payout.payoutId), JSON.stringify(toJson(record))),
	};
}

/** Status and reference are those of the last moves that tell them. */
export function payoutOfRow(
	keys: WorkspaceKeys,
	row: Pick<PayoutsTable, 'payout_id' | 'record' | 'statement_number'>,
	moves: readonly PayoutMoveRow[],
): Payout {
	const record = JSON.parse(keys.open(payoutPlace(row.payout_id), row.record)) as object;
	const last = moves.at(-1);
	return parseModel(
		payoutSchema,
		{
			...record,
			status: last?.to_status,
			statusReason: last?.reason,
			statementNumber: row.statement_number,
			providerReference:
				moves.findLast((move) => move.provider_reference !== null)?.provider_reference ?? null,
		},
		'payout',
	);
}

export function batchMoveRow(move: BatchMove): BatchMoveRow {
	return {
		move_id: move.moveId,
		batch_id: move.batchId,
		from_status: move.from,
		to_status: move.to,
		reason: move.reason,
		actor: move.actor,
		at: move.at,
	};
}

export function payoutMoveRow(move: PayoutMove): PayoutMoveRow {
	return {
		move_id: move.moveId,
		payout_id: move.payoutId,
		from_status: move.from,
		to_status: move.to,
		reason: move.reason,
		provider_reference: move.providerReference,
		actor: move.actor,
		at: move.at,
	};
}

function batchPlace(batchId: string): string {
	return `payout-batch:${batchId}`;
}

function payoutPlace(payoutId: string): string {
	return `payout:${payoutId}`;
}
