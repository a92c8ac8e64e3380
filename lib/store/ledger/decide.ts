import type { LedgerWrite, OrderState } from '../../ports/ledger-store';
import type { StoreContext, StoreQueries } from '../engine';
import { loadOrderState, type OrderKey } from './load-order-state';
import { writeEvents } from './outbox';
import { verifyWrite } from './verify-write';
import { writeCommissions, writeMoves } from './write-commissions';
import { writeConversion } from './write-conversion';
import { writeRefunds } from './write-refunds';
import { writeTransactions } from './write-transactions';

export type Decision<Result> = (state: OrderState) => { write: LedgerWrite; result: Result };

/** Locks the order, reads it, lets the function decide and writes what it says, or nothing. */
export async function decide<Result>(
	context: StoreContext,
	key: OrderKey,
	decision: Decision<Result>,
): Promise<Result> {
	return await context.engine.write(async (tx) => {
		await context.engine.lock(tx, `order:${JSON.stringify([key.storeKey, key.orderId])}`);
		const state = await loadOrderState(tx, context.keys, key);
		const { write, result } = decision(state);
		verifyWrite(key, state, write);
		await writeAll(context, tx, state, write);
		return result;
	});
}

/** An order never gets another key, so it can be looked up before its lock is taken. */
export async function decideByCommission<Result>(
	context: StoreContext,
	commissionId: string,
	decision: Decision<Result>,
): Promise<Result | null> {
	const row = await context.engine.query((db) =>
		db
			.selectFrom('commissions as c')
			.innerJoin('conversions as v', 'v.conversion_id', 'c.conversion_id')
			.select(['v.store_key', 'v.order_id'])
			.where('c.commission_id', '=', commissionId)
			.executeTakeFirst(),
	);
	if (row === undefined) return null;
	return await decide(context, { storeKey: row.store_key, orderId: row.order_id }, decision);
}

async function writeAll(
	context: StoreContext,
	tx: StoreQueries,
	state: OrderState,
	write: LedgerWrite,
): Promise<void> {
	const { conversion, commissions = [], moves = [], transactions = [], refunds = [] } = write;
	if (conversion !== undefined) await writeConversion(context, tx, state, conversion);
	if (commissions.length > 0) {
		await writeCommissions(tx, conversion ?? state.conversion, commissions);
	}
	if (moves.length + commissions.length > 0) await writeMoves(tx, state, commissions, moves);
	if (transactions.length > 0) await writeTransactions(tx, transactions);
	if (refunds.length > 0) await writeRefunds(context, tx, state, refunds);
	if (write.events !== undefined && write.events.length > 0) await writeEvents(tx, write.events);
}
