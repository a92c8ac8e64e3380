import type { Journal } from '../../model/journal';
import type { Conversion, OrderState } from '../../ports/ledger-store';
import type { StoreContext, StoreQueries } from '../engine';
import { writeAudit } from '../registry/audit';
import { conversionRow, couponKeys, creditedClicks } from './conversion-rows';
import { ledgerConflict } from './ledger-conflict';
import { addVersion, requireFirstVersion, writeNextVersion } from './write-versions';

/**
 * Writes an order once. As long as no commission hangs on it, it may be written again with the
 * same money content, which is how an order gets the price that was unknown before; an unpaid one
 * with any content, for a customer may change it until it is paid. The audit keeps the trace. An
 * edited order gets another version, which changes nothing of the earlier ones.
 */
export async function writeConversion(
	context: StoreContext,
	tx: StoreQueries,
	state: OrderState,
	conversion: Conversion,
	journal: Journal | null,
): Promise<void> {
	if (conversion.version > 1) {
		await writeNextVersion(tx, state.conversion, conversion, journal);
	} else if (state.conversion !== null && state.conversion.version > 1) {
		await requireFirstVersion(tx, conversion);
		return;
	} else {
		await writeFirstVersion(context, tx, state, conversion);
		if (journal !== null) await addVersion(tx, conversion, journal);
	}
	for (const code of couponKeys(conversion)) {
		await tx
			.insertInto('conversion_coupons')
			.values({ code_key: code, conversion_id: conversion.conversionId })
			.onConflict((conflict) => conflict.doNothing())
			.execute();
	}
	for (const clickId of creditedClicks(conversion)) {
		await tx
			.insertInto('credited_clicks')
			.values({ click_id: clickId })
			.onConflict((conflict) => conflict.doNothing())
			.execute();
	}
}

async function writeFirstVersion(
	{ clock }: StoreContext,
	tx: StoreQueries,
	state: OrderState,
	conversion: Conversion,
): Promise<void> {
	const row = conversionRow(conversion);
	if (state.conversion === null) {
		await requireFreeId(tx, conversion.conversionId);
		await tx.insertInto('conversions').values(row).execute();
		return;
	}
	const before = conversionRow(state.conversion).record_hash;
	if (before === row.record_hash) return;
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
