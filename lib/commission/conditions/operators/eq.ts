import { compareDecimals, comparableText, decimalOf } from '../comparable';
import { anyOf, matchIf, type ConditionMatch } from '../condition-match';
import type { Expected, Operator } from './operator';

/** One value is the expected one. */
export const eq: Operator = (values, expected) =>
	anyOf(values.map((value) => equals(value, String(expected.value), expected)));

/** Numbers of a numeric field by value; a value there that is no number is unknown. */
export function equals(
	value: string,
	expected: string,
	{ isNumeric }: Pick<Expected, 'isNumeric'>,
): ConditionMatch {
	if (!isNumeric) return matchIf(comparableText(value) === comparableText(expected));
	const [left, right] = [decimalOf(value), decimalOf(expected)];
	if (left === null || right === null) return 'unknown';
	return matchIf(compareDecimals(left, right) === 0);
}
