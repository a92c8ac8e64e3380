import type { Comparison } from '../../../model/plan/condition';
import type { ConditionMatch } from '../condition-match';

export interface Expected {
	/** What the plan compares with; fits the operator. */
	readonly value: Comparison['value'];
	/** Whether the field holds numbers, so that "2" equals "2.00". */
	readonly isNumeric: boolean;
}

/** Compares the known values of a field; none for an empty list. */
export type Operator = (values: readonly string[], expected: Expected) => ConditionMatch;
