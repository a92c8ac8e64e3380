import { FIRST_TOUCH_PROPERTIES } from './property-definitions';
import type { FieldMapping } from './schema';
import type { PurchaseView } from './source-paths';

/** A property with its value and what may happen to a value that is there. */
export interface MappedProperty {
	readonly property: string;
	readonly value: string;
	readonly policy: 'overwrite' | 'fill_empty';
	readonly group?: string;
	readonly replaces?: readonly string[];
}

/** Applies a mapping. Unknown values are left out; first-touch properties are only ever filled. */
export function mapFields(
	view: Partial<PurchaseView>,
	mapping: readonly FieldMapping[],
): MappedProperty[] {
	return mapping.flatMap(({ source, target, policy, group }): MappedProperty[] => {
		const value = view[source] ?? null;
		if (value === null || policy === 'never') return [];
		return [
			guardFirstTouch({
				property: target,
				value,
				policy,
				...(group === undefined ? {} : { group }),
			}),
		];
	});
}

/** Values that a person mapped by hand, property by property; empty ones are left out. */
export function mapValues(values: Readonly<Record<string, unknown>>): MappedProperty[] {
	return Object.entries(values).flatMap(([property, value]): MappedProperty[] => {
		const text = textOf(value);
		if (text === null) return [];
		return [guardFirstTouch({ property, value: text, policy: 'overwrite' })];
	});
}

function guardFirstTouch(mapped: MappedProperty): MappedProperty {
	if (!FIRST_TOUCH_PROPERTIES.has(mapped.property)) return mapped;
	return { ...mapped, policy: 'fill_empty', group: 'first_touch' };
}

/** HubSpot takes all values as text; lists are joined the way its checkboxes want it. */
function textOf(value: unknown): string | null {
	if (typeof value === 'string') return value === '' ? null : value;
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	if (Array.isArray(value)) return value.length === 0 ? null : value.map(String).join(';');
	// Moments, whichever library they come from, have a text as their JSON form.
	const json: unknown = value === undefined ? null : JSON.parse(JSON.stringify(value));
	return typeof json === 'string' && json !== '' ? json : null;
}
