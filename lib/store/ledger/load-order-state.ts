import type { OrderState } from '../../ports/ledger-store';
import type { StoreQueries } from '../engine';
import type { WorkspaceKeys } from '../keys/workspace-keys';
import { conversionOfRow } from './conversion-rows';
import { withHeads } from './load-commissions';
import { refundOfRow } from './refund-rows';

export interface OrderKey {
	readonly storeKey: string;
	readonly orderId: string;
}

/** Everything the ledger knows of one order. Commissions and refunds come oldest first. */
export async function loadOrderState(
	tx: StoreQueries,
	keys: WorkspaceKeys,
	{ storeKey, orderId }: OrderKey,
): Promise<OrderState> {
	const conversion = await tx
		.selectFrom('conversions')
		.select(['conversion_id', 'record'])
		.where('store_key', '=', storeKey)
		.where('order_id', '=', orderId)
		.executeTakeFirst();
	const refunds = await tx
		.selectFrom('refunds')
		.selectAll()
		.where('store_key', '=', storeKey)
		.where('order_id', '=', orderId)
		.orderBy('sequence')
		.execute();
	const commissions =
		conversion === undefined
			? []
			: await tx
					.selectFrom('commissions')
					.select(['commission_id', 'record', 'currency'])
					.where('conversion_id', '=', conversion.conversion_id)
					.orderBy('sequence')
					.execute();
	return {
		conversion: conversion === undefined ? null : conversionOfRow(conversion),
		commissions: await withHeads(tx, commissions),
		refunds: refunds.map((row) => refundOfRow(keys, row)),
	};
}
