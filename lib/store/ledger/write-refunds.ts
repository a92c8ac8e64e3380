import type { OrderState, RecordedRefund } from '../../ports/ledger-store';
import type { StoreContext, StoreQueries } from '../engine';
import { ledgerConflict } from './ledger-conflict';
import { appliedColumns, refundRow } from './refund-rows';

/** Adds refunds and applies waiting ones; an applied one only ever gets the base it lacked. */
export async function writeRefunds(
	{ keys }: StoreContext,
	tx: StoreQueries,
	state: OrderState,
	refunds: readonly RecordedRefund[],
): Promise<void> {
	const known = new Map(state.refunds.map((entry) => [entry.refundId, entry]));
	for (const entry of refunds) {
		const before = known.get(entry.refundId);
		known.set(entry.refundId, entry);
		if (before === undefined) {
			await tx.insertInto('refunds').values(refundRow(keys, entry)).execute();
			continue;
		}
		if (isSame(before, entry)) continue;
		const isOpen = before.status === 'waiting' || before.base === null;
		const isApplied = isOpen && entry.status === 'applied';
		if (before.contentHash !== entry.contentHash || !isApplied) throw conflict(entry);
		await tx
			.updateTable('refunds')
			.set(appliedColumns(entry))
			.where('store_key', '=', entry.storeKey)
			.where('order_id', '=', entry.orderId)
			.where('refund_id', '=', entry.refundId)
			.execute();
	}
}

function isSame(a: RecordedRefund, b: RecordedRefund): boolean {
	return (
		a.contentHash === b.contentHash &&
		a.status === b.status &&
		a.base?.amountMinor === b.base?.amountMinor &&
		a.base?.currency === b.base?.currency &&
		a.net?.amountMinor === b.net?.amountMinor &&
		a.net?.currency === b.net?.currency
	);
}

function conflict({ refundId }: RecordedRefund) {
	return ledgerConflict(`The refund '${refundId}' is already recorded with other content`, {
		refundId,
	});
}
