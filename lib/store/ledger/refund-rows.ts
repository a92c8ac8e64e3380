import type { Insertable } from 'kysely';
import { money, type Money } from '../../kernel';
import { toJson } from '../../model/json';
import { parseModel } from '../../model/parse';
import { refundSchema } from '../../model/refund';
import type { RecordedRefund } from '../../ports/ledger-store';
import type { WorkspaceKeys } from '../keys/workspace-keys';
import type { RefundsTable } from '../tables';

/** The row of a refund. The refund itself is sealed: shops put free text into its reason. */
export function refundRow(keys: WorkspaceKeys, entry: RecordedRefund): Insertable<RefundsTable> {
	return {
		store_key: entry.storeKey,
		order_id: entry.orderId,
		refund_id: entry.refundId,
		content_hash: entry.contentHash,
		recorded_at: entry.recordedAt,
		refund: keys.seal(placeOf(entry), JSON.stringify(toJson(entry.refund))),
		...appliedColumns(entry),
	};
}

/** The columns that change when a waiting refund is applied. */
export function appliedColumns(entry: RecordedRefund) {
	return {
		status: entry.status,
		base_minor: entry.base?.amountMinor ?? null,
		base_currency: entry.base?.currency ?? null,
		net_minor: entry.net?.amountMinor ?? null,
		net_currency: entry.net?.currency ?? null,
	};
}

type StoredRefund = Omit<RefundsTable, 'sequence'>;

export function refundOfRow(keys: WorkspaceKeys, row: StoredRefund): RecordedRefund {
	const place = placeOf({
		storeKey: row.store_key,
		orderId: row.order_id,
		refundId: row.refund_id,
	});
	return {
		refundId: row.refund_id,
		storeKey: row.store_key,
		orderId: row.order_id,
		contentHash: row.content_hash,
		status: row.status === 'applied' ? 'applied' : 'waiting',
		base: moneyOf(row.base_minor, row.base_currency),
		net: moneyOf(row.net_minor, row.net_currency),
		refund: parseModel(refundSchema, JSON.parse(keys.open(place, row.refund)), 'refund'),
		recordedAt: row.recorded_at,
	};
}

function moneyOf(amountMinor: bigint | null, currency: string | null): Money | null {
	return amountMinor === null || currency === null ? null : money(amountMinor, currency);
}

function placeOf(key: { storeKey: string; orderId: string; refundId: string }): string {
	return `refund:${JSON.stringify([key.storeKey, key.orderId, key.refundId])}`;
}
