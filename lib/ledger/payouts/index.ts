export {
	AGE_BUCKETS,
	ageOfNegativeBalances,
	type AgeBucket,
	type AgedBalance,
} from './age-negative-balances';
export { approveBatch } from './approve-batch';
export { assessCandidate, type Assessment } from './assess-candidate';
export { cancelBatch } from './cancel-batch';
export type { PayoutOutcome, PayoutResult } from './decide-result';
export type { BatchResult, PayoutDecision } from './decision';
export { draftBatch, type BatchRequest, type DraftResult, type NotPaid } from './draft-batch';
export { batchIdOf, payoutIdOf } from './ids';
export { payoutAmounts, type PayoutAmounts } from './payout-amounts';
export type { PayoutReason } from './reasons';
export { recordPayoutResults, type ResultsResult } from './record-payout-results';
export { sendBatch } from './send-batch';
export { writeOffBalance, type WriteOffResult } from './write-off-balance';
