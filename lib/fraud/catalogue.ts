import type { FraudRule } from './define-fraud-rule';
import { ORDER_RULES } from './rules/order';
import { SCAN_RULES } from './rules/scan';

/** Every fraud rule F1–F38, in the order in which findings are listed. */
export const FRAUD_RULES: readonly FraudRule[] = [...ORDER_RULES, ...SCAN_RULES].sort(
	(a, b) => Number(a.id.slice(1)) - Number(b.id.slice(1)),
);
