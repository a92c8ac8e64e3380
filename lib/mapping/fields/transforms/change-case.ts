import { readingOf, type Reading } from '../value-at';

/** `title`: the first letter of each word large, all others small. */
export function changeCase(value: string, to: 'lower' | 'upper' | 'title'): Reading {
	if (to === 'lower') return readingOf(value.toLowerCase());
	if (to === 'upper') return readingOf(value.toUpperCase());
	const words = value.toLowerCase().replaceAll(/(^|[\s\-'’])(\p{L})/gu, (_, before, letter) => {
		return `${String(before)}${String(letter).toUpperCase()}`;
	});
	return readingOf(words);
}
