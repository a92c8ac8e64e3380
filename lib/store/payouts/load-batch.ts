import { sql } from 'kysely';
import { money, type Money } from '../../kernel';
import type { CommissionStatus } from '../../model/commission';
import type { Payout, PayoutBatch, PayoutEntry } from '../../model/payout';
import type { BatchState, PayoutWithEntries } from '../../ports/payout-store';
import { chunks } from '../chunks';
import type { StoreQueries } from '../engine';
import type { WorkspaceKeys } from '../keys/workspace-keys';
import { writtenOffOf } from '../ledger/commission-sums';
import type { PayoutBatchesTable, PayoutsTable } from '../tables';
import { batchOfRow, payoutOfRow, type BatchMoveRow, type PayoutMoveRow } from './payout-rows';

type BatchRow = Pick<PayoutBatchesTable, 'batch_id' | 'record'>;

type PayoutRow = Pick<PayoutsTable, 'payout_id' | 'record' | 'statement_number'>;

interface BatchName {
	readonly batchKey: string;
	readonly currency: string;
	readonly method: string;
}

/** A batch with everything that hangs on it; payouts by id. Null when there is none. */
export async function loadBatch(
	tx: StoreQueries,
	keys: WorkspaceKeys,
	batchId: string,
): Promise<BatchState | null> {
	const row = await tx
		.selectFrom('payout_batches')
		.select(['batch_id', 'record'])
		.where('batch_id', '=', batchId)
		.executeTakeFirst();
	if (row === undefined) return null;
	const [batch] = await batchesOfRows(tx, keys, [row]);
	if (batch === undefined) return null;
	const payouts = await tx
		.selectFrom('payouts')
		.select(['payout_id', 'record', 'statement_number'])
		.where('batch_id', '=', batchId)
		.orderBy('payout_id')
		.execute();
	return { batch, payouts: await withEntries(tx, await payoutsOfRows(tx, keys, payouts), batchId) };
}

/** The batch that has this key. Null when there is none. */
export async function loadBatchByKey(
	tx: StoreQueries,
	keys: WorkspaceKeys,
	{ batchKey, currency, method }: BatchName,
): Promise<BatchState | null> {
	const row = await tx
		.selectFrom('payout_batches')
		.select('batch_id')
		.where('batch_key', '=', batchKey)
		.where('currency', '=', currency)
		.where('method', '=', method)
		.executeTakeFirst();
	return row === undefined ? null : await loadBatch(tx, keys, row.batch_id);
}

/** Batches with status and approvals, in the order of the rows. */
export async function batchesOfRows(
	tx: StoreQueries,
	keys: WorkspaceKeys,
	rows: readonly BatchRow[],
): Promise<PayoutBatch[]> {
	const moves = new Map<string, BatchMoveRow[]>(rows.map((row) => [row.batch_id, []]));
	for (const part of chunks([...moves.keys()])) {
		const found = await tx
			.selectFrom('payout_batch_moves')
			.selectAll()
			.where('batch_id', 'in', part)
			.orderBy('sequence')
			.execute();
		for (const move of found) moves.get(move.batch_id)?.push(move);
	}
	return rows.map((row) => batchOfRow(keys, row, moves.get(row.batch_id) ?? []));
}

/** Payouts with what their moves say, in the order of the rows. */
export async function payoutsOfRows(
	tx: StoreQueries,
	keys: WorkspaceKeys,
	rows: readonly PayoutRow[],
): Promise<Payout[]> {
	const moves = new Map<string, PayoutMoveRow[]>(rows.map((row) => [row.payout_id, []]));
	for (const part of chunks([...moves.keys()])) {
		const found = await tx
			.selectFrom('payout_moves')
			.selectAll()
			.where('payout_id', 'in', part)
			.orderBy('sequence')
			.execute();
		for (const move of found) moves.get(move.payout_id)?.push(move);
	}
	return rows.map((row) => payoutOfRow(keys, row, moves.get(row.payout_id) ?? []));
}

/** Entries of a whole batch with where their commissions stand now, in one statement. */
async function withEntries(
	tx: StoreQueries,
	payouts: readonly Payout[],
	batchId: string,
): Promise<PayoutWithEntries[]> {
	const rows = await tx
		.selectFrom('payouts as p')
		.innerJoin('payout_entries as e', 'e.payout_id', 'p.payout_id')
		.innerJoin('commissions as c', 'c.commission_id', 'e.commission_id')
		.innerJoin('commission_heads as h', 'h.commission_id', 'e.commission_id')
		.select(['e.payout_id', 'e.commission_id', 'e.amount_minor', 'e.currency'])
		.select(['c.programme_id', 'h.status'])
		.select(sql<bigint>`cast(${writtenOffOf(tx)} as bigint)`.as('written_off_minor'))
		.where('p.batch_id', '=', batchId)
		.orderBy('c.sequence')
		.execute();
	const parts = new Map(payouts.map((payout) => [payout.payoutId, emptyParts()]));
	for (const row of rows) {
		const part = parts.get(row.payout_id);
		part?.entries.push({
			commissionId: row.commission_id,
			amount: money(row.amount_minor, row.currency),
		});
		part?.commissionStatuses.set(row.commission_id, row.status as CommissionStatus);
		part?.programmeIds.set(row.commission_id, row.programme_id);
		if (row.written_off_minor > 0n) {
			part?.writtenOff.set(row.commission_id, money(row.written_off_minor, row.currency));
		}
	}
	return payouts.map((payout) => ({
		payout,
		...(parts.get(payout.payoutId) ?? emptyParts()),
	}));
}

function emptyParts() {
	return {
		entries: [] as PayoutEntry[],
		commissionStatuses: new Map<string, CommissionStatus>(),
		programmeIds: new Map<string, string>(),
		writtenOff: new Map<string, Money>(),
	};
}
