import { readingOf, type Reading } from '../value-at';

/** What a table says for a value, compared without case. */
export function lookUp(
	value: string,
	table: Readonly<Record<string, string>>,
	otherwise: 'keep' | 'empty' | 'refuse',
): Reading {
	const wanted = value.trim().toLowerCase();
	const found = Object.entries(table).find(([key]) => key.trim().toLowerCase() === wanted);
	if (found !== undefined) return readingOf(found[1]);
	if (otherwise === 'keep') return readingOf(value);
	if (otherwise === 'empty') return readingOf(null);
	return { ok: false, why: 'the lookup table does not have it' };
}
