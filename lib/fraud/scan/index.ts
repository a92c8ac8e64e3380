export { ANOMALY_FEATURES } from './anomaly/anomaly-features';
export { detectorProgramme, type DetectorProgramme } from './anomaly/detector-rows';
export { judgeDays } from './anomaly/judge-days';
export { readDetector, type Detector } from './anomaly/read-detector';
export {
	LEAST_TRAINING_DAYS,
	trainAnomalyModel,
	type ThinTraining,
	type TrainingOptions,
} from './anomaly/train-anomaly-model';
export { affiliateFactsOf, type AffiliateRows } from './assemble/affiliate-facts-of';
export { couponBaseline, type CouponBaseline } from './assemble/coupon-baseline';
export { couponFactsOf, type CouponRows } from './assemble/coupon-facts-of';
export { leadOf, LeadTotals } from './assemble/lead-totals';
export { emptyDay, ProgrammeDays, programmeDays } from './assemble/programme-days';
export {
	lastDateOf,
	scanContext,
	type ScanContext,
	type ScanContextInput,
} from './assemble/scan-context';
export { caseOfOrder, orderCaseId } from './case-of-order';
export { caseOfSubject, type CaseOccasion } from './case-of-subject';
export { findRings, type Ring, type RingOptions } from './rings/find-rings';
export { scanProgramme, type ScanInput, type ScanResult } from './scan-programme';
export { scanAffiliate, scanCoupon, type ScanOptions } from './scan-subjects';
