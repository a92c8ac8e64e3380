import { anomalyModelSchema } from '../../../model/anomaly-model';
import { parseModel } from '../../../model/parse';
import type { FraudStore } from '../../../ports/fraud-store';
import type { StoreContext } from '../../engine';
import { newestTrained, saveTrained } from '../../journeys/trained-records';
import { affiliateDays } from './affiliate-days';
import { customersPerAffiliate, interceptionsPerAffiliate } from './counts-per-affiliate';
import { payoutTimes } from './payout-times';
import { scanCoupons } from './scan-coupons';
import { scanOrders } from './scan-orders';
import { sharedTraits } from './shared-traits';

type ScanQueries = Pick<
	FraudStore,
	| 'affiliateDays'
	| 'scanOrders'
	| 'scanCoupons'
	| 'sharedTraits'
	| 'customersPerAffiliate'
	| 'interceptionsPerAffiliate'
	| 'payoutTimes'
	| 'saveAnomalyModel'
	| 'anomalyModel'
>;

/** What the nightly scan reads of a programme, in pages that need little memory. */
export function scanQueries(context: StoreContext): ScanQueries {
	return {
		affiliateDays: (programmeId, from, to) => affiliateDays(context, { programmeId, from, to }),
		scanOrders: (programmeId, from, to) => scanOrders(context, { programmeId, from, to }),
		scanCoupons: (programmeId, from, to) => scanCoupons(context, { programmeId, from, to }),
		sharedTraits: (filter) => sharedTraits(context, filter),
		customersPerAffiliate: (programmeId, from, to) =>
			customersPerAffiliate(context, { programmeId, from, to }),
		interceptionsPerAffiliate: (programmeId, from, to) =>
			interceptionsPerAffiliate(context, { programmeId, from, to }),
		payoutTimes: (affiliateId, limit) => payoutTimes(context, affiliateId, limit),
		saveAnomalyModel: (model) => saveTrained(context, 'anomaly_models', model),
		async anomalyModel(programmeId) {
			const record = await newestTrained(context, 'anomaly_models', programmeId);
			return record === null ? null : parseModel(anomalyModelSchema, record, 'anomalyModel');
		},
	};
}
