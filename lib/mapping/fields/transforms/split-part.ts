import { readingOf, type Reading } from '../value-at';

/** One part of a text; -1 is the last. None when it has fewer. */
export function splitPart(value: string, separator: string, part: number): Reading {
	const text = value.split(separator).at(part)?.trim() ?? '';
	return readingOf(text === '' ? null : text);
}
