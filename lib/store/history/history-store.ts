import type { HistoryStore } from '../../ports/store';
import type { StoreContext } from '../engine';
import { conversionsWithVersion, newestConversion } from '../ledger/load-conversions';
import { affiliateMetrics } from './affiliate-metrics';
import { clickCounts } from './click-counts';
import { clickTotals } from './click-totals';
import { customerHistory } from './customer-history';
import { customerKey } from './customer-key';
import { customerSummary } from './customer-summary';
import { subscriptionHistory } from './subscription-history';

/** Reads across recorded orders. */
export function historyStore(context: StoreContext): HistoryStore {
	return {
		customerKey: (customer) => customerKey(context.keys, customer),
		customerHistory: (key, before) => customerHistory(context, key, before),
		customerSummary: (key, currency) => customerSummary(context, key, currency),
		affiliateMetrics: (affiliateId, programmeId, currency, from, to, exceptConversionId) =>
			affiliateMetrics(context, {
				affiliateId,
				programmeId,
				currency,
				from,
				to,
				exceptConversionId,
			}),
		clickCounts: (programmeId, from, to) => clickCounts(context, programmeId, from, to),
		clickTotals: (filter) => clickTotals(context, filter),
		subscriptionHistory: (storeKey, subscriptionId, before) =>
			subscriptionHistory(context, storeKey, subscriptionId, before),
		async recordedOrder(storeKey, orderId) {
			const row = await context.engine.query((db) =>
				conversionsWithVersion(db)
					.where('v.store_key', '=', storeKey)
					.where('v.order_id', '=', orderId)
					.where('v.reason', '!=', 'order_not_paid')
					.executeTakeFirst(),
			);
			if (row === undefined) return null;
			const { conversionId, contentHash, orderUpdatedAt } = newestConversion(row);
			return { conversionId, contentHash, orderUpdatedAt };
		},
	};
}
