export { adjustCommission, type AdjustResult } from './adjust-by-hand';
export { approveCommission } from './approve-commission';
export { clawBackBonus } from './claw-back-bonus';
export { earnedOf, owedOf } from './commission-amounts';
export { contactChanged } from './contact-changed';
export type { ConversionInput } from './conversion-record';
export type { AppliedRefund, ConversionResult } from './conversion-result';
export type { Act } from './entries';
export type { CreditedPart } from './credited-parts';
export { explainCommission } from './explain/explain-commission';
export type { Audience, Explanation, TimelineEntry } from './explain/explanation';
export { holdCommission } from './hold-commission';
export { holdForReview } from './hold-for-review';
export { conversionIdOf } from './ids';
export { overdueRefunds } from './overdue-refunds';
export {
	reattributeConversion,
	type Reattribution,
	type ReattributionResult,
} from './reattribute-conversion';
export { reRateConversion, type ReRateResult, type ReRating } from './re-rate-conversion';
export type { Reversal } from './reconcile-refunds';
export { recordConversion, type RecordRequest } from './record-conversion';
export { recordedTerms } from './recorded-terms';
export { recordDispute, type DisputeResult } from './record-dispute';
export { recordRefund, type RefundResult } from './record-refund';
export { releaseCommission } from './release-commission';
export { reverseCommission } from './reverse-commission';
export type { StatusResult } from './status-result';
export {
	decideFraudCase,
	type CaseDecision,
	type CaseDecisionResult,
	type CaseOutcome,
} from './decide-fraud-case';
export { isUnderReview } from './status-reasons';
