import { MAXIMUM_PATTERN_INPUT, withoutOpenEnds } from '../../../model/plan/check-pattern';
import { anyOf, matchIf } from '../condition-match';
import type { Operator } from './operator';

/** One value matches the pattern, without case; only the beginning of a long value is looked at. */
export const regex: Operator = (values, expected) => {
	const pattern = new RegExp(withoutOpenEnds(String(expected.value)), 'i');
	return anyOf(
		values.map((value) => matchIf(pattern.test(value.trim().slice(0, MAXIMUM_PATTERN_INPUT)))),
	);
};
