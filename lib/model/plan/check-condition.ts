import { patternProblem } from './check-pattern';
import type { Comparison, Condition, ConditionField } from './condition';
import { under, type PlanProblem } from './plan-problem';

/** Fields whose values are numbers or amounts: "2" equals "2.00" in them. */
export const NUMERIC_CONDITION_FIELDS: ReadonlySet<ConditionField> = new Set<ConditionField>([
	'line.quantity',
	'order.base',
	'order.itemCount',
	'order.total',
	'subscription.months',
	'subscription.paymentNumber',
]);

const DECIMAL = /^\s*-?\d+(?:\.\d+)?\s*$/;

/** More levels than anybody reads; few enough to be walked through wherever a plan is used. */
const MOST_LEVELS = 20;

/** Everything in a condition that could never be evaluated (C7), each with the path from its root. */
export function conditionProblems(condition: Condition, level = 1): PlanProblem[] {
	if (level > MOST_LEVELS) {
		return [{ path: [], message: `is nested in more than ${MOST_LEVELS} levels; use fewer` }];
	}
	if ('all' in condition) return problemsOfParts(condition.all, 'all', level);
	if ('any' in condition) return problemsOfParts(condition.any, 'any', level);
	const message = comparisonProblem(condition);
	return message === null ? [] : [{ path: ['value'], message }];
}

function problemsOfParts(
	parts: readonly Condition[],
	joint: 'all' | 'any',
	level: number,
): PlanProblem[] {
	return parts.flatMap((part, index) => under([joint, index], conditionProblems(part, level + 1)));
}

/** Why the value of a comparison does not fit its operator, or null. */
export function comparisonProblem({ field, operator, value }: Comparison): string | null {
	switch (operator) {
		case 'exists':
			return typeof value === 'boolean'
				? null
				: `'exists' takes true (is there) or false (is not there)`;
		case 'in':
		case 'nin':
			if (!Array.isArray(value)) return `'${operator}' takes a list of texts; for one use 'eq'`;
			return value.map((entry) => numberProblem(field, entry)).find(isText) ?? null;
		case 'gt':
		case 'gte':
		case 'lt':
		case 'lte':
			return typeof value === 'string' && DECIMAL.test(value)
				? null
				: `'${operator}' takes a decimal such as "100.00"`;
		case 'regex':
			return typeof value === 'string' ? patternProblem(value) : `'regex' takes one pattern`;
		case 'contains':
		case 'starts':
		case 'ends':
			if (typeof value !== 'string') return `'${operator}' takes one text`;
			return value.trim() === ''
				? `'${operator}' takes a text that is not empty; to ask whether there is a value use 'exists'`
				: null;
		case 'eq':
		case 'ne':
			if (typeof value !== 'string') {
				return `'${operator}' takes one text; for a list use '${operator === 'eq' ? 'in' : 'nin'}'`;
			}
			return numberProblem(field, value);
	}
}

function numberProblem(field: Comparison['field'], value: string): string | null {
	if (!NUMERIC_CONDITION_FIELDS.has(field) || DECIMAL.test(value)) return null;
	return `'${field}' is a number; compare it with a decimal such as "2"`;
}

function isText(value: string | null): value is string {
	return value !== null;
}
