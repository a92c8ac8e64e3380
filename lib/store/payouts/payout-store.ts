import type { PayoutStore } from '../../ports/payout-store';
import type { StoreContext } from '../engine';
import { loadCandidates } from './candidates';
import { claim, decideBatch, decideOpenBalance } from './decide-payouts';
import { listBatches, listPayouts, payoutsOfCommission } from './list-payouts';
import { loadBatch, loadBatchByKey } from './load-batch';
import { newestPolicy, savePolicy } from './policies';
import { newestProfile, saveProfile } from './profiles';

/** Who is paid, how, and what became of it. Bank data, names and addresses are sealed at rest. */
export function payoutStore(context: StoreContext): PayoutStore {
	const { engine, keys } = context;
	return {
		saveProfile: (profile) => saveProfile(context, profile),
		profile: (affiliateId) => newestProfile(context, affiliateId),
		savePolicy: (policy) => savePolicy(context, policy),
		policy: () => newestPolicy(context),
		candidates: (filter) => engine.read((tx) => loadCandidates(context, tx, filter)),
		claim: (request, decision) => claim(context, request, decision),
		decideBatch: (batchId, decision) => decideBatch(context, batchId, decision),
		decideOpenBalance: (request, decision) => decideOpenBalance(context, request, decision),
		batch: (batchId) => engine.read((tx) => loadBatch(tx, keys, batchId)),
		batchByKey: (batchKey, currency, method) =>
			engine.read((tx) => loadBatchByKey(tx, keys, { batchKey, currency, method })),
		batches: (filter) => listBatches(context, filter),
		payouts: (filter) => listPayouts(context, filter),
		payoutsOfCommission: (commissionId) => payoutsOfCommission(context, commissionId),
	};
}
