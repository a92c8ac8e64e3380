import { comparableText } from '../comparable';
import { anyOf, matchIf } from '../condition-match';
import type { Operator } from './operator';

/** One value begins with the expected text. */
export const starts: Operator = (values, expected) => {
	const part = comparableText(String(expected.value));
	return anyOf(values.map((value) => matchIf(comparableText(value).startsWith(part))));
};
