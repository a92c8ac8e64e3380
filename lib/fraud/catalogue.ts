import type { FraudRule } from './define-fraud-rule';
import { repeatClick } from './rules/f1-repeat-click';
import { selfReferral } from './rules/f11-self-referral';
import { disguisedEmail } from './rules/f13-disguised-email';
import { duplicateOrder } from './rules/f15-duplicate-order';
import { machineClick } from './rules/f3-machine-click';
import { banned } from './rules/f4-banned';

/** Every fraud rule, in the order in which findings are listed. */
export const FRAUD_RULES: readonly FraudRule[] = [
	repeatClick,
	machineClick,
	banned,
	selfReferral,
	disguisedEmail,
	duplicateOrder,
];
