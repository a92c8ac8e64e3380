import { contentHash } from '../../kernel';
import { withoutOwnLine } from './order-note';
import { DEFAULT_OWN_MARKS, type OwnMarks } from './marks';

/** They change with every write, whatever was written. */
const TIMES: ReadonlySet<string> = new Set(['updatedAt', 'updated_at']);

/**
 * An order or customer without what we write: our tags, attributes, metafields and line of the note,
 * and without its time of change. Reads records as the GraphQL API gives them, bodies of webhooks,
 * and the JSON of canonical orders, at any depth. Pure; the record is left as it is.
 */
export function withoutOwnFields(record: unknown, marks: OwnMarks = DEFAULT_OWN_MARKS): unknown {
	if (Array.isArray(record)) return record.map((entry) => withoutOwnFields(entry, marks));
	if (record === null || typeof record !== 'object') return record;
	return Object.fromEntries(
		Object.entries(record).flatMap(([key, value]) => {
			if (TIMES.has(key)) return [];
			return [[key, STRIP[key]?.(value, marks) ?? withoutOwnFields(value, marks)]];
		}),
	);
}

/**
 * Whether a change may be ignored by who listens for news: all that differs between the two is what
 * we write, or nothing that can be seen (a metafield moves only the time of change).
 */
export function isOwnChange(
	before: unknown,
	after: unknown,
	marks: OwnMarks = DEFAULT_OWN_MARKS,
): boolean {
	return hashOf(before, marks) === hashOf(after, marks);
}

function hashOf(record: unknown, marks: OwnMarks): string {
	return contentHash(withoutOwnFields(record, marks));
}

type Strip = (value: unknown, marks: OwnMarks) => unknown;

/** What is left of the fields that we write to; undefined leaves the value to be walked through. */
const STRIP: Readonly<Record<string, Strip | undefined>> = Object.assign(
	Object.create(null) as Record<string, Strip>,
	{
		tags: stripTags,
		customAttributes: stripAttributes,
		note_attributes: stripAttributes,
		attributes: stripAttributeMap,
		metafields: stripMetafields,
		note: (value: unknown, marks: OwnMarks) =>
			typeof value === 'string' ? withoutOwnLine(value, marks) : undefined,
	},
);

/** Tags are a list in GraphQL and a text with commas in webhooks; their order means nothing. */
function stripTags(value: unknown, { tagPrefix }: OwnMarks): unknown {
	const tags: unknown = typeof value === 'string' ? value.split(',') : value;
	if (!Array.isArray(tags)) return undefined;
	return tags
		.map((tag) => String(tag).trim())
		.filter((tag) => tag !== '' && !startsWith(tag, tagPrefix))
		.sort();
}

function stripAttributes(value: unknown, { attributePrefix }: OwnMarks): unknown {
	if (!Array.isArray(value)) return undefined;
	return value.filter((entry: unknown) => !startsWith(nameOf(entry), attributePrefix));
}

/** Attributes of a canonical order. */
function stripAttributeMap(value: unknown, { attributePrefix }: OwnMarks): unknown {
	if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
	const entries = Object.entries(value).filter(([name]) => !startsWith(name, attributePrefix));
	return Object.fromEntries(entries);
}

function stripMetafields(value: unknown, marks: OwnMarks): unknown {
	if (Array.isArray(value)) {
		return value.filter((entry: unknown) => fieldOf(entry, 'namespace') !== marks.namespace);
	}
	const nodes = fieldOf(value, 'nodes');
	return Array.isArray(nodes) ? { nodes: stripMetafields(nodes, marks) } : undefined;
}

function nameOf(entry: unknown): string {
	return String(fieldOf(entry, 'key') ?? fieldOf(entry, 'name') ?? '');
}

function fieldOf(entry: unknown, name: string): unknown {
	return entry !== null && typeof entry === 'object' ? Reflect.get(entry, name) : undefined;
}

function startsWith(text: string, prefix: string): boolean {
	return prefix !== '' && text.toLowerCase().startsWith(prefix.toLowerCase());
}
