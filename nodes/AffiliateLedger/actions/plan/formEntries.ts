import type { Collection } from '../../fields';

/** Entries of a fixed collection that takes several. */
export function entriesOf(collection: unknown, name: string): Collection[] {
	const entries = (collection as Record<string, unknown> | null | undefined)?.[name];
	return Array.isArray(entries) ? (entries as Collection[]) : [];
}

/** The entry of a fixed collection that takes one; null when it was not added. */
export function entryOf(collection: unknown, name: string): Collection | null {
	const entry = (collection as Record<string, unknown> | null | undefined)?.[name];
	return typeof entry === 'object' && entry !== null ? (entry as Collection) : null;
}

/** A stable id from a name: "Spring sale!" is "spring-sale"; the fallback for a name without letters. */
export function idFromName(name: unknown, fallback: string): string {
	const id = String(name ?? '')
		.normalize('NFKD')
		.replace(/[^A-Za-z0-9]+/g, '-')
		.replace(/^-+|-+$/g, '')
		.toLowerCase()
		.slice(0, 80);
	return id === '' ? fallback : id;
}
