import type { Conversion, OrderState } from '../../ports/ledger-store';
import type { StoreContext, StoreQueries } from '../engine';
import { writeAudit } from '../registry/audit';
import { conversionRow, couponKeys } from './conversion-rows';
import { ledgerConflict } from './ledger-conflict';

/**
 * Writes an order once. As long as no commission hangs on it, it may be written again with the
 * same money content, which is how an order gets the price that was unknown before; an unpaid one
 * with any content, for a customer may change it until it is paid. The audit keeps the trace.
 */
export async function writeConversion(
	{ clock }: StoreContext,
	tx: StoreQueries,
	state: OrderState,
	conversion: Conversion,
): Promise<void> {
	const row = conversionRow(conversion);
	const before = state.conversion === null ? null : conversionRow(state.conversion).record_hash;
	if (before === row.record_hash) return;
	if (state.conversion === null) {
		await requireFreeId(tx, conversion.conversionId);
		await tx.insertInto('conversions').values(row).execute();
	} else {
		requireReplaceable(state, state.conversion, conversion);
		const { conversion_id: conversionId, ...columns } = row;
		await tx
			.updateTable('conversions')
			.set(columns)
			.where('conversion_id', '=', conversionId)
			.execute();
		await writeAudit(tx, {
			kind: 'conversion',
			recordId: conversionId,
			action: 'updated',
			beforeHash: before,
			afterHash: row.record_hash,
			at: clock.now(),
		});
	}
	for (const code of couponKeys(conversion)) {
		await tx
			.insertInto('conversion_coupons')
			.values({ code_key: code, conversion_id: conversion.conversionId })
			.onConflict((conflict) => conflict.doNothing())
			.execute();
	}
}

async function requireFreeId(tx: StoreQueries, conversionId: string): Promise<void> {
	const taken = await tx
		.selectFrom('conversions')
		.select('conversion_id')
		.where('conversion_id', '=', conversionId)
		.executeTakeFirst();
	if (taken === undefined) return;
	throw ledgerConflict(`The conversion '${conversionId}' is already recorded for another order`, {
		conversionId,
	});
}

function requireReplaceable(state: OrderState, known: Conversion, next: Conversion): void {
	const hasSameContent = known.contentHash === next.contentHash;
	const isOpen = hasSameContent || known.reason === 'order_not_paid';
	if (known.conversionId === next.conversionId && isOpen && state.commissions.length === 0) return;
	throw ledgerConflict(`The order '${next.orderNumber}' is already recorded with other content`, {
		conversionId: known.conversionId,
	});
}
