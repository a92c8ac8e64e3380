import type { Insertable } from 'kysely';
import { disputeSchema } from '../../model/dispute';
import { toJson } from '../../model/json';
import { parseModel } from '../../model/parse';
import type { RecordedDispute } from '../../ports/ledger-store';
import type { StoreContext, StoreQueries } from '../engine';
import type { WorkspaceKeys } from '../keys/workspace-keys';
import type { DisputeNoticesTable } from '../tables';
import type { OrderKey } from './load-order-state';

/** Adds notices; one that is known already, by its content, is left as it is. */
export async function writeDisputes(
	{ keys }: StoreContext,
	tx: StoreQueries,
	disputes: readonly RecordedDispute[],
): Promise<void> {
	for (const entry of disputes) {
		await tx
			.insertInto('dispute_notices')
			.values(noticeRow(keys, entry))
			.onConflict((conflict) => conflict.doNothing())
			.execute();
	}
}

/** The latest notice of each dispute of an order, in the order in which the disputes came up. */
export async function loadDisputes(
	tx: StoreQueries,
	keys: WorkspaceKeys,
	{ storeKey, orderId }: OrderKey,
): Promise<RecordedDispute[]> {
	const rows = await tx
		.selectFrom('dispute_notices')
		.selectAll()
		.where('store_key', '=', storeKey)
		.where('order_id', '=', orderId)
		.orderBy('sequence')
		.execute();
	const latest = new Map(rows.map((row) => [row.dispute_id, row]));
	return [...latest.values()].map((row) => noticeOfRow(keys, row));
}

/** The notice itself is sealed: its reason is free text. */
function noticeRow(
	keys: WorkspaceKeys,
	{ dispute, contentHash, recordedAt }: RecordedDispute,
): Insertable<DisputeNoticesTable> {
	return {
		store_key: dispute.storeKey,
		order_id: dispute.orderId,
		dispute_id: dispute.disputeId,
		status: dispute.status,
		content_hash: contentHash,
		record: keys.seal(placeOf(dispute), JSON.stringify(toJson(dispute))),
		recorded_at: recordedAt,
	};
}

function noticeOfRow(keys: WorkspaceKeys, row: DisputeColumns): RecordedDispute {
	const place = placeOf({
		storeKey: row.store_key,
		orderId: row.order_id,
		disputeId: row.dispute_id,
	});
	return {
		dispute: parseModel(disputeSchema, JSON.parse(keys.open(place, row.record)), 'dispute'),
		contentHash: row.content_hash,
		recordedAt: row.recorded_at,
	};
}

type DisputeColumns = Omit<DisputeNoticesTable, 'sequence'>;

function placeOf(key: { storeKey: string; orderId: string; disputeId: string }): string {
	return `dispute:${JSON.stringify([key.storeKey, key.orderId, key.disputeId])}`;
}
