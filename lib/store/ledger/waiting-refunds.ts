import type { RecordedRefund } from '../../ports/ledger-store';
import type { StoreContext } from '../engine';
import { refundOfRow } from './refund-rows';

/** Refunds that came before their order and still wait for it, oldest first (C30). */
export async function waitingRefunds(
	{ engine, keys }: StoreContext,
	limit: number,
): Promise<RecordedRefund[]> {
	const rows = await engine.query((db) =>
		db
			.selectFrom('refunds')
			.selectAll()
			.where('status', '=', 'waiting')
			.orderBy('sequence')
			.limit(limit)
			.execute(),
	);
	return rows.map((row) => refundOfRow(keys, row));
}
