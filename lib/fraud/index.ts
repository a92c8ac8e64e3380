export { FRAUD_RULES } from './catalogue';
export {
	defineFraudRule,
	type FraudRule,
	type FraudRuleDefinition,
	type Observation,
	type RuleParameterField,
	type RuleStage,
	type StageFacts,
} from './define-fraud-rule';
export { type DecidedVerdict } from './decide-verdict';
export { evaluateOrder, type EvaluateOptions } from './evaluate-order';
export { evaluateSubject } from './evaluate-subject';
export { activeRules, factsNeeded } from './find';
export type * from './facts/affiliate-facts';
export type * from './facts/coupon-facts';
export { FACT_NAMES, type FactName } from './facts/fact-names';
export type * from './facts/payout-facts';
export type * from './facts/postback-facts';
export type * from './facts/signup-facts';
export { DEFAULT_FRAUD_POLICY } from './policy';
export { requireKnownRules } from './require-known-rules';
export { requireRuleParameters } from './require-rule-parameters';
