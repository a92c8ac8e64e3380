import { sql } from 'kysely';
import { money, type Money } from '../../kernel';
import type { OrderState } from '../../ports/ledger-store';
import type { StoreQueries } from '../engine';
import type { WorkspaceKeys } from '../keys/workspace-keys';
import { writtenOffOf } from './commission-sums';
import { loadDisputes } from './dispute-rows';
import { loadCommissions, type LoadedCommission } from './load-commissions';
import { conversionsWithVersion, newestConversion } from './load-conversions';
import { refundOfRow } from './refund-rows';

export interface OrderKey {
	readonly storeKey: string;
	readonly orderId: string;
}

/** What is read of one order to decide about it. */
export interface LoadedOrder {
	readonly state: OrderState;
	/** The last move of each commission as it was read, by commission id. */
	readonly lastMoves: ReadonlyMap<string, string>;
}

/**
 * Everything the ledger knows of one order. Commissions and refunds come oldest first. Binding and
 * caps are read only for a decision that needs them.
 */
export async function loadOrder(
	tx: StoreQueries,
	keys: WorkspaceKeys,
	{ storeKey, orderId }: OrderKey,
): Promise<LoadedOrder> {
	const conversion = await conversionsWithVersion(tx)
		.where('v.store_key', '=', storeKey)
		.where('v.order_id', '=', orderId)
		.executeTakeFirst();
	const refunds = await tx
		.selectFrom('refunds')
		.selectAll()
		.where('store_key', '=', storeKey)
		.where('order_id', '=', orderId)
		.orderBy('sequence')
		.execute();
	const commissions =
		conversion === undefined ? [] : await commissionsOf(tx, conversion.conversion_id);
	const given = await writtenOff(tx, conversion?.conversion_id ?? null);
	return {
		state: {
			conversion: conversion === undefined ? null : newestConversion(conversion),
			commissions: commissions.map(({ commission }) => commission),
			refunds: refunds.map((row) => refundOfRow(keys, row)),
			disputes: await loadDisputes(tx, keys, { storeKey, orderId }),
			...(given.size === 0 ? {} : { writtenOff: given }),
			binding: null,
			capUsage: [],
		},
		lastMoves: new Map(
			commissions.map(({ commission, moveId }) => [commission.commissionId, moveId]),
		),
	};
}

async function commissionsOf(tx: StoreQueries, conversionId: string): Promise<LoadedCommission[]> {
	const rows = await tx
		.selectFrom('commissions')
		.select(['commission_id', 'record', 'currency'])
		.where('conversion_id', '=', conversionId)
		.orderBy('sequence')
		.execute();
	return await loadCommissions(tx, rows);
}

/** What was given up of the order's commissions, where something was. */
async function writtenOff(
	tx: StoreQueries,
	conversionId: string | null,
): Promise<Map<string, Money>> {
	if (conversionId === null) return new Map();
	const rows = await tx
		.selectFrom('commissions as c')
		.select(['c.commission_id', 'c.currency'])
		.select(sql<bigint>`cast(${writtenOffOf(tx)} as bigint)`.as('written_off_minor'))
		.where('c.conversion_id', '=', conversionId)
		.execute();
	return new Map(
		rows
			.filter((row) => row.written_off_minor > 0n)
			.map((row) => [row.commission_id, money(row.written_off_minor, row.currency)]),
	);
}
