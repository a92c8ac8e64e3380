import type { FraudPolicy } from './schema';

/** Flag or hold rather than reject: only a score of 0.9 or a ban declines by itself. */
export const DEFAULT_FRAUD_POLICY: FraudPolicy = {
	rules: {},
	thresholds: { flag: 0.3, hold: 0.6, decline: 0.9 },
	allow: { affiliates: [], emails: [], customerKeys: [] },
};
