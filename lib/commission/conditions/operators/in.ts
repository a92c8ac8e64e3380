import { comparableText } from '../comparable';
import { anyOf, matchIf } from '../condition-match';
import { equals } from './eq';
import type { Operator } from './operator';

/** A plan's list of a few thousand SKUs is looked at for every line of every order. */
const TEXTS_OF_LISTS = new WeakMap<readonly string[], ReadonlySet<string>>();

/** One value is in the expected list. */
export const isIn: Operator = (values, expected) => {
	const list = Array.isArray(expected.value) ? expected.value : [];
	if (!expected.isNumeric) {
		const texts = textsOf(list);
		return anyOf(values.map((value) => matchIf(texts.has(comparableText(value)))));
	}
	return anyOf(values.flatMap((value) => list.map((entry) => equals(value, entry, expected))));
};

function textsOf(list: readonly string[]): ReadonlySet<string> {
	const known = TEXTS_OF_LISTS.get(list);
	if (known !== undefined) return known;
	const texts = new Set(list.map(comparableText));
	TEXTS_OF_LISTS.set(list, texts);
	return texts;
}
