import type { DecisionNeeds, LedgerWrite, OrderState } from '../../ports/ledger-store';
import type { StoreContext, StoreQueries } from '../engine';
import { writeCaseMoves } from '../fraud/write-case-moves';
import { writeAdjustments } from './adjustment-rows';
import { bindingLock, lastBinding, writeBindings } from './bindings';
import { capLock, capUsage } from './cap-usage';
import { writeDisputes } from './dispute-rows';
import { loadOrder, type LoadedOrder, type OrderKey } from './load-order-state';
import { writeEvents } from './outbox';
import { verifyWrite } from './verify-write';
import { writeCommissions } from './write-commissions';
import { writeConversion } from './write-conversion';
import { writeMoves } from './write-moves';
import { writeRefunds } from './write-refunds';
import { writeTransactions } from './write-transactions';

export type Decision<Result> = (state: OrderState) => { write: LedgerWrite; result: Result };

/**
 * Locks the order and whatever else the decision depends on, reads it, lets the function decide
 * and writes what it says, or nothing.
 */
export async function decide<Result>(
	context: StoreContext,
	key: OrderKey,
	decision: Decision<Result>,
	needs: DecisionNeeds = {},
): Promise<Result> {
	return await context.engine.write(async (tx) => {
		for (const name of locksOf(key, needs)) await context.engine.lock(tx, name);
		const order = await loadNeeded(tx, await loadOrder(tx, context.keys, key), needs);
		const { write, result } = decision(order.state);
		verifyWrite(key, order.state, write);
		await writeAll(context, tx, order, write);
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

/** The order first, then the rest in one order for all, so that no two wait for each other. */
function locksOf(key: OrderKey, { caps = [], customer }: DecisionNeeds): string[] {
	const others = new Set(caps.map(capLock));
	if (customer !== undefined) others.add(bindingLock(customer));
	return [`order:${JSON.stringify([key.storeKey, key.orderId])}`, ...[...others].sort()];
}

async function loadNeeded(
	tx: StoreQueries,
	order: LoadedOrder,
	{ caps = [], customer }: DecisionNeeds,
): Promise<LoadedOrder> {
	const conversionId = order.state.conversion?.conversionId ?? null;
	const usage = [];
	for (const need of caps) usage.push(await capUsage(tx, need, conversionId));
	const binding = customer === undefined ? null : await lastBinding(tx, customer);
	return { ...order, state: { ...order.state, binding, capUsage: usage } };
}

async function writeAll(
	context: StoreContext,
	tx: StoreQueries,
	order: LoadedOrder,
	write: LedgerWrite,
): Promise<void> {
	const { state } = order;
	const { conversion, journal = null, commissions = [], moves = [] } = write;
	const { transactions = [], refunds = [], adjustments = [], disputes = [] } = write;
	const { bindings = [], caseMoves = [], events = [] } = write;
	if (conversion !== undefined) await writeConversion(context, tx, state, conversion, journal);
	if (commissions.length > 0) {
		await writeCommissions(tx, conversion ?? state.conversion, commissions);
	}
	if (moves.length + commissions.length > 0) await writeMoves(tx, order, commissions, moves);
	if (transactions.length > 0) await writeTransactions(tx, transactions);
	if (adjustments.length > 0) await writeAdjustments(tx, adjustments);
	if (refunds.length > 0) await writeRefunds(context, tx, state, refunds);
	if (disputes.length > 0) await writeDisputes(context, tx, disputes);
	if (bindings.length > 0) await writeBindings(context, tx, bindings);
	if (caseMoves.length > 0) await writeCaseMoves(tx, caseMoves);
	if (events.length > 0) await writeEvents(tx, events);
}
