import { readingOf, type Reading } from '../value-at';

/** A decimal with a point; commas between thousands go. Text, so that nothing is rounded. */
export function toNumber(value: string): Reading {
	const text = value.trim().replaceAll(/(?<=\d),(?=\d{3}(?:\D|$))/g, '');
	return /^-?\d+(?:\.\d+)?$/.test(text)
		? readingOf(text)
		: { ok: false, why: 'it is not a number, such as 1234.5' };
}
