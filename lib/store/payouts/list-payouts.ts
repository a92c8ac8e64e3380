import type { Payout, PayoutBatch } from '../../model/payout';
import type { PayoutStore } from '../../ports/payout-store';
import type { StoreContext } from '../engine';
import { batchesOfRows, payoutsOfRows } from './load-batch';

type BatchFilter = Parameters<PayoutStore['batches']>[0];

type PayoutFilter = Parameters<PayoutStore['payouts']>[0];

/** Newest first. */
export async function listBatches(
	{ engine, keys }: StoreContext,
	{ status, limit }: BatchFilter,
): Promise<PayoutBatch[]> {
	return await engine.read(async (tx) => {
		let query = tx.selectFrom('payout_batches').select(['batch_id', 'record']);
		if (status !== undefined) query = query.where('status', '=', status);
		const rows = await query
			.orderBy('created_at', 'desc')
			.orderBy('batch_id')
			.limit(limit)
			.execute();
		return await batchesOfRows(tx, keys, rows);
	});
}

/** Newest first. */
export async function listPayouts(
	{ engine, keys }: StoreContext,
	{ affiliateId, batchId, limit }: PayoutFilter,
): Promise<Payout[]> {
	return await engine.read(async (tx) => {
		let query = tx.selectFrom('payouts').select(['payout_id', 'record', 'statement_number']);
		if (affiliateId !== undefined) query = query.where('affiliate_id', '=', affiliateId);
		if (batchId !== undefined) query = query.where('batch_id', '=', batchId);
		const rows = await query
			.orderBy('created_at', 'desc')
			.orderBy('payout_id')
			.limit(limit)
			.execute();
		return await payoutsOfRows(tx, keys, rows);
	});
}

/** Oldest first. */
export async function payoutsOfCommission(
	{ engine, keys }: StoreContext,
	commissionId: string,
): Promise<Payout[]> {
	return await engine.read(async (tx) => {
		const rows = await tx
			.selectFrom('payout_entries as e')
			.innerJoin('payouts as p', 'p.payout_id', 'e.payout_id')
			.select(['p.payout_id', 'p.record', 'p.statement_number'])
			.where('e.commission_id', '=', commissionId)
			.orderBy('p.created_at')
			.orderBy('p.payout_id')
			.execute();
		return await payoutsOfRows(tx, keys, rows);
	});
}
