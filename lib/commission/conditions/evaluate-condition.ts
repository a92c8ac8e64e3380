import { comparisonProblem, NUMERIC_CONDITION_FIELDS } from '../../model/plan/check-condition';
import type { Comparison, Condition, ConditionField } from '../../model/plan/condition';
import { allOf, anyOf, type ConditionMatch } from './condition-match';
import { OPERATORS } from './operators';

/** What a field holds: a text or decimal, a list of them, or nothing known. */
export type FieldValue = string | readonly string[] | undefined;

/**
 * Evaluates a condition with three values (C7): a field that is not known never matches, not even
 * "is not". Texts compare trimmed and without case, numeric fields and orderings as exact decimals.
 * Of a list one entry has to match, for `ne` and `nin` none may; an empty list is known. A
 * comparison that could not have been saved is unknown as well.
 */
export function evaluateCondition(
	condition: Condition,
	look: (field: ConditionField) => FieldValue,
): ConditionMatch {
	if ('all' in condition) return allOf(condition.all.map((part) => evaluateCondition(part, look)));
	if ('any' in condition) return anyOf(condition.any.map((part) => evaluateCondition(part, look)));
	return evaluateComparison(condition, look(condition.field));
}

/** Whether a comparison can be evaluated does not change, but asking costs time for long lists. */
const SOUND = new WeakMap<Comparison, boolean>();

function evaluateComparison(comparison: Comparison, value: FieldValue): ConditionMatch {
	if (!isSound(comparison)) return 'unknown';
	if (value === undefined && comparison.operator !== 'exists') return 'unknown';
	const values = value === undefined ? [] : typeof value === 'string' ? [value] : value;
	return OPERATORS[comparison.operator](values, {
		value: comparison.value,
		isNumeric: NUMERIC_CONDITION_FIELDS.has(comparison.field),
	});
}

function isSound(comparison: Comparison): boolean {
	const known = SOUND.get(comparison);
	if (known !== undefined) return known;
	const answer = comparisonProblem(comparison) === null;
	SOUND.set(comparison, answer);
	return answer;
}
