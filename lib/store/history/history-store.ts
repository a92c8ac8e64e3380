import type { HistoryStore } from '../../ports/store';
import type { StoreContext } from '../engine';
import { affiliateMetrics } from './affiliate-metrics';
import { customerHistory } from './customer-history';
import { customerKey } from './customer-key';
import { customerSummary } from './customer-summary';

/** Reads across recorded orders. */
export function historyStore(context: StoreContext): HistoryStore {
	return {
		customerKey: (customer) => customerKey(context.keys, customer),
		customerHistory: (key, before) => customerHistory(context, key, before),
		customerSummary: (key, currency) => customerSummary(context, key, currency),
		affiliateMetrics: (affiliateId, programmeId, currency, from, to) =>
			affiliateMetrics(context, { affiliateId, programmeId, currency, from, to }),
		async recordedOrder(storeKey, orderId) {
			const row = await context.engine.query((db) =>
				db
					.selectFrom('conversions')
					.select(['conversion_id', 'content_hash'])
					.where('store_key', '=', storeKey)
					.where('order_id', '=', orderId)
					.where('reason', '!=', 'order_not_paid')
					.executeTakeFirst(),
			);
			if (row === undefined) return null;
			return { conversionId: row.conversion_id, contentHash: row.content_hash };
		},
	};
}
