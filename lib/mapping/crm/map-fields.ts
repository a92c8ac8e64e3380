import type { FieldWrite } from '../../model/field-write';
import type { FieldMapping } from './schema';
import type { PurchaseView } from './source-paths';

/** Applies a mapping to what an item tells. Unknown values are left out. Pure. */
export function mapFields(
	view: Partial<PurchaseView>,
	mapping: readonly FieldMapping[],
): FieldWrite[] {
	return mapping.flatMap(({ source, target, policy, group }): FieldWrite[] => {
		const value = view[source] ?? null;
		if (value === null) return [];
		return [{ field: target, value, policy, ...(group === undefined ? {} : { group }) }];
	});
}

/**
 * Values that a person mapped by hand, field by field; empty ones are left out. Fields of the first
 * touch are only ever filled, and together. Pure.
 */
export function mapValues(
	values: Readonly<Record<string, unknown>>,
	firstTouchFields: ReadonlySet<string>,
): FieldWrite[] {
	return Object.entries(values).flatMap(([field, value]): FieldWrite[] => {
		const text = textOf(value);
		if (text === null) return [];
		return firstTouchFields.has(field)
			? [{ field, value: text, policy: 'fill_empty', group: 'first_touch' }]
			: [{ field, value: text, policy: 'source_wins' }];
	});
}

/** Writes take all values as text; the entries of a list are joined by semicolons. */
function textOf(value: unknown): string | null {
	if (typeof value === 'string') return value === '' ? null : value;
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	if (Array.isArray(value)) return value.length === 0 ? null : value.map(String).join(';');
	// Moments, whichever library they come from, have a text as their JSON form.
	const json: unknown = value === undefined ? null : JSON.parse(JSON.stringify(value));
	return typeof json === 'string' && json !== '' ? json : null;
}
