import type { Instant } from '../../../kernel';
import { basketHash } from '../../../model/basket-hash';
import type { ScanOrderRow } from '../../../ports/fraud-store';
import type { StoreContext, StoreQueries } from '../../engine';
import type { WorkspaceKeys } from '../../keys/workspace-keys';
import { loadDisputes } from '../../ledger/dispute-rows';
import { refundOfRow } from '../../ledger/refund-rows';
import { loadJournals } from '../../ledger/version-rows';
import { DISPUTE_REFUND, type ConversionFacts } from './conversion-facts';
import type { ScanSpan } from './scan-span';
import { scannedConversions } from './scanned-conversions';

/** Orders and actions by affiliate and then by time; last those that nobody was credited for. */
export function scanOrders(context: StoreContext, span: ScanSpan): AsyncGenerator<ScanOrderRow> {
	return scannedConversions(context, span, async (tx, rows) => {
		const refunds = await firstRefunds(tx, context.keys, rows);
		const disputes = await firstDisputes(tx, context.keys, rows);
		const baskets = await uncheckedBaskets(tx, rows);
		return rows.map((row) => ({
			conversionId: row.conversion_id,
			kind: row.kind === 'action' ? 'action' : 'order',
			affiliateId: row.credited_affiliate_id,
			customerKey: row.customer_key,
			orderedAt: row.ordered_at,
			netMinor: row.net_minor,
			refundedAt: refunds.get(orderOf(row)) ?? null,
			disputedAt: disputes.get(orderOf(row)) ?? null,
			failedPayments: row.failed_payments,
			// Like no other basket where nothing is known of it.
			basketHash:
				row.basket_hash ?? baskets.get(row.conversion_id) ?? `unknown:${row.conversion_id}`,
			hasLaterActivity: row.has_later_activity === 1,
		}));
	});
}

/** When the shop gave the first money back: the ledger may have heard of it much later. */
async function firstRefunds(
	tx: StoreQueries,
	keys: WorkspaceKeys,
	rows: readonly ConversionFacts[],
): Promise<Map<string, Instant>> {
	const refunded = rows.filter((row) => row.is_refunded === 1);
	const first = new Map<string, Instant>();
	if (refunded.length === 0) return first;
	const refunds = await tx
		.selectFrom('refunds')
		.selectAll()
		.where('store_key', 'in', [...new Set(refunded.map((row) => row.store_key))])
		.where('order_id', 'in', [...new Set(refunded.map((row) => row.order_id))])
		.where('status', '=', 'applied')
		.where('refund_id', 'not like', DISPUTE_REFUND)
		.execute();
	for (const row of refunds) {
		const { createdAt } = refundOfRow(keys, row).refund;
		const known = first.get(orderOf(row));
		if (known === undefined || createdAt < known) first.set(orderOf(row), createdAt);
	}
	return first;
}

/** When the first dispute was opened, whatever became of it. */
async function firstDisputes(
	tx: StoreQueries,
	keys: WorkspaceKeys,
	rows: readonly ConversionFacts[],
): Promise<Map<string, Instant>> {
	const first = new Map<string, Instant>();
	for (const row of rows) {
		if (row.is_disputed !== 1) continue;
		const order = { storeKey: row.store_key, orderId: row.order_id };
		const disputes = await loadDisputes(tx, keys, order);
		const [opened] = disputes.map(({ dispute }) => dispute.openedAt).sort();
		if (opened !== undefined) first.set(orderOf(row), opened);
	}
	return first;
}

/** Of actions recorded before checks were kept: leads are told apart by what they say (F32). */
async function uncheckedBaskets(
	tx: StoreQueries,
	rows: readonly ConversionFacts[],
): Promise<Map<string, string>> {
	const unchecked = rows.filter((row) => row.kind === 'action' && row.basket_hash === null);
	const journals = await loadJournals(
		tx,
		unchecked.map((row) => row.conversion_id),
	);
	return new Map([...journals].map(([id, { order }]) => [id, basketHash(order)]));
}

function orderOf(row: { readonly store_key: string; readonly order_id: string }): string {
	return JSON.stringify([row.store_key, row.order_id]);
}
