export { conditionProblems } from '../../model/plan/check-condition';
export { evaluateCondition, type FieldValue } from './evaluate-condition';
export type { ConditionMatch } from './condition-match';
