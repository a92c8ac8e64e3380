import { contentHash } from '../../kernel';
import { DEFAULT_OWN_MARKS, type OwnMarks } from './marks';

/** They change with every write, whatever was written. */
const TIMES: ReadonlySet<string> = new Set(['date_modified', 'date_modified_gmt', 'updatedAt']);

/**
 * An order or customer without what we write: our meta and the time of change. Order notes are no
 * part of an order's record. Reads answers of the API, bodies of webhooks, and the JSON of canonical
 * orders, at any depth. Pure; the record is left as it is.
 */
export function withoutOwnFields(record: unknown, marks: OwnMarks = DEFAULT_OWN_MARKS): unknown {
	if (Array.isArray(record)) return record.map((entry) => withoutOwnFields(entry, marks));
	if (record === null || typeof record !== 'object') return record;
	return Object.fromEntries(
		Object.entries(record).flatMap(([key, value]) => {
			if (TIMES.has(key)) return [];
			if (key === 'meta_data' && Array.isArray(value)) return [[key, foreignMeta(value, marks)]];
			if (key === 'attributes') return [[key, foreignAttributes(value, marks)]];
			return [[key, withoutOwnFields(value, marks)]];
		}),
	);
}

/**
 * Whether a change may be ignored by who listens for news: all that differs between the two is what
 * we write, or nothing that can be seen (a note of an order, which moves at most the time of change).
 */
export function isOwnChange(
	before: unknown,
	after: unknown,
	marks: OwnMarks = DEFAULT_OWN_MARKS,
): boolean {
	return (
		contentHash(withoutOwnFields(before, marks)) === contentHash(withoutOwnFields(after, marks))
	);
}

/** Without ours; in the order of their ids, which are those of the rows: the list itself has none. */
function foreignMeta(entries: readonly unknown[], { metaPrefix }: OwnMarks): unknown[] {
	return entries
		.filter((entry) => !isOwn(String(fieldOf(entry, 'key') ?? ''), metaPrefix))
		.sort((a, b) => Number(fieldOf(a, 'id') ?? 0) - Number(fieldOf(b, 'id') ?? 0));
}

/** Attributes of a canonical order; those of a product are a list, which is walked through. */
function foreignAttributes(value: unknown, marks: OwnMarks): unknown {
	if (value === null || typeof value !== 'object' || Array.isArray(value)) {
		return withoutOwnFields(value, marks);
	}
	return Object.fromEntries(
		Object.entries(value).filter(([name]) => !isOwn(name, marks.metaPrefix)),
	);
}

function isOwn(key: string, prefix: string): boolean {
	return prefix !== '' && key.startsWith(prefix);
}

function fieldOf(entry: unknown, name: string): unknown {
	return entry !== null && typeof entry === 'object' ? Reflect.get(entry, name) : undefined;
}
