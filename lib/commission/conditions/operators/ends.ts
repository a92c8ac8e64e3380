import { comparableText } from '../comparable';
import { anyOf, matchIf } from '../condition-match';
import type { Operator } from './operator';

/** One value ends with the expected text. */
export const ends: Operator = (values, expected) => {
	const part = comparableText(String(expected.value));
	return anyOf(values.map((value) => matchIf(comparableText(value).endsWith(part))));
};
