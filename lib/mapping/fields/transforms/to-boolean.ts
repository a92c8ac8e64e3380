import { readingOf, type Reading } from '../value-at';

const YES: ReadonlySet<string> = new Set(['true', 'yes', 'y', '1', 'on']);
const NO: ReadonlySet<string> = new Set(['false', 'no', 'n', '0', 'off']);

/** "true" or "false". */
export function toBoolean(value: string): Reading {
	const text = value.trim().toLowerCase();
	if (YES.has(text)) return readingOf('true');
	if (NO.has(text)) return readingOf('false');
	return { ok: false, why: 'it is neither yes nor no' };
}
