import type { LedgerStore } from '../../ports/ledger-store';
import type { StoreContext } from '../engine';
import { balances, netPerCurrency } from './balances';
import { bind, bindingHistory, bindingInForce } from './bindings';
import { commissionStory } from './commission-story';
import { decide, decideByCommission } from './decide';
import { dueCommissions } from './due-commissions';
import { listCommissions } from './list-commissions';
import { loadOrder } from './load-order-state';
import { markDelivered, pendingEvents } from './outbox';
import { replay } from './replay';
import { statement } from './statement';
import { streamStatement } from './stream-statement';
import { loadJournals } from './version-rows';
import { waitingRefunds } from './waiting-refunds';

/** The double-entry ledger: append-only, and balanced in every currency. */
export function ledgerStore(context: StoreContext): LedgerStore {
	const { engine, keys } = context;
	return {
		decide: (key, decision, needs) => decide(context, key, decision, needs),
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
				const key = { storeKey: row.store_key, orderId: row.order_id };
				return (await loadOrder(tx, keys, key)).state;
			}),
		journal: async (conversionId) => {
			const journals = await engine.read(async (tx) => await loadJournals(tx, [conversionId]));
			return journals.get(conversionId) ?? null;
		},
		commissions: (filter) => listCommissions(context, filter),
		dueCommissions: (filter) => dueCommissions(context, filter),
		commissionStory: (commissionId) => commissionStory(context, commissionId),
		replay: (filter) => replay(context, filter),
		balances: (accountPrefix, before) => balances(context, accountPrefix, before),
		statement: (filter) => statement(context, filter),
		streamStatement: (filter) => streamStatement(context, filter),
		binding: async (programmeId, customerKey, at) => {
			const customer = { programmeId, customerKey };
			return bindingInForce(await engine.query((db) => bindingHistory(db, customer)), at);
		},
		bindingHistory: (programmeId, customerKey) =>
			engine.query((db) => bindingHistory(db, { programmeId, customerKey })),
		bind: (binding) => bind(context, binding),
		waitingRefunds: (limit) => waitingRefunds(context, limit),
		netPerCurrency: () => netPerCurrency(context),
		pendingEvents: (limit) => pendingEvents(context, limit),
		markDelivered: (outboxIds, now) => markDelivered(context, outboxIds, now),
	};
}
