export { mutedRules, type MutedRule } from './muted-rules';
export { rulePrecision, type RulePrecision } from './rule-precision';
