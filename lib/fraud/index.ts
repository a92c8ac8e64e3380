export { FRAUD_RULES } from './catalogue';
export {
	defineFraudRule,
	type FraudRule,
	type FraudRuleDefinition,
	type Observation,
	type RuleParameterField,
} from './define-fraud-rule';
export { evaluateOrder } from './evaluate-order';
export { FACT_NAMES, type CreditFacts, type FactName, type FraudFacts, type Lookup } from './facts';
export { factsNeeded } from './find-in-order';
export { DEFAULT_FRAUD_POLICY } from './policy';
export {
	fraudPolicySchema,
	RULE_MODES,
	UNKNOWN_ACTIONS,
	type FraudPolicy,
	type RuleMode,
	type RuleOverride,
	type UnknownAction,
} from './schema';
