import type { LedgerStore } from '../../ports/ledger-store';
import type { StoreContext } from '../engine';
import { balances, netPerCurrency } from './balances';
import { decide, decideByCommission } from './decide';
import { listCommissions } from './list-commissions';
import { loadOrderState } from './load-order-state';
import { markDelivered, pendingEvents } from './outbox';
import { statement } from './statement';

/** The double-entry ledger: append-only, and balanced in every currency. */
export function ledgerStore(context: StoreContext): LedgerStore {
	const { engine, keys } = context;
	return {
		decide: (key, decision) => decide(context, key, decision),
		decideByCommission: (commissionId, decision) =>
			decideByCommission(context, commissionId, decision),
		conversion: (conversionId) =>
			engine.read(async (tx) => {
				const row = await tx
					.selectFrom('conversions')
					.select(['store_key', 'order_id'])
					.where('conversion_id', '=', conversionId)
					.executeTakeFirst();
				if (row === undefined) return null;
				return await loadOrderState(tx, keys, {
					storeKey: row.store_key,
					orderId: row.order_id,
				});
			}),
		commissions: (filter) => listCommissions(context, filter),
		balances: (accountPrefix) => balances(context, accountPrefix),
		statement: (filter) => statement(context, filter),
		netPerCurrency: () => netPerCurrency(context),
		pendingEvents: (limit) => pendingEvents(context, limit),
		markDelivered: (outboxIds, now) => markDelivered(context, outboxIds, now),
	};
}
