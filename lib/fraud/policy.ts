import { DEFAULT_REVIEW_SETTINGS, type FraudPolicy } from '../model/fraud-policy';

/** Flag or hold rather than reject: only a score of 0.9 or a ban declines by itself. */
export const DEFAULT_FRAUD_POLICY: FraudPolicy = {
	rules: {},
	thresholds: { flag: 0.3, hold: 0.6, decline: 0.9 },
	review: { ...DEFAULT_REVIEW_SETTINGS },
	allow: { affiliates: [], emails: [], customerKeys: [] },
};
