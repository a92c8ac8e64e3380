import type { CrmFieldType, CrmObject, FieldDefinition, RecordWrite } from '../crm';
import { typeOfValue } from './field-values';
import type { KlaviyoProfile } from './profile';
import { placeOf, valueAt } from './profile-fields';

/** Types of our own properties of an object. */
export function definedTypes(
	definitions: readonly FieldDefinition[],
	object: CrmObject,
): Map<string, CrmFieldType> {
	return new Map(
		definitions
			.filter((definition) => definition.object === object)
			.map(({ name, type }) => [name, type]),
	);
}

/**
 * Types of the fields that are written. Klaviyo has no schema for properties: what our definitions do
 * not tell is learnt from the profiles that were read, and a property that is appended to is a list.
 */
export function profileTypes(
	writes: readonly RecordWrite[],
	profiles: Iterable<KlaviyoProfile>,
	definitions: readonly FieldDefinition[],
): ReadonlyMap<string, CrmFieldType> {
	const types = definedTypes(definitions, 'contact');
	const read = [...profiles];
	for (const { field, policy } of writes.flatMap((write) => write.writes)) {
		if (types.has(field)) continue;
		const place = placeOf(field);
		const type =
			place.kind === 'attribute'
				? place.type
				: (firstType(read, field) ?? (policy === 'append' ? 'choices' : null));
		if (type !== null) types.set(field, type);
	}
	return types;
}

function firstType(profiles: readonly KlaviyoProfile[], field: string): CrmFieldType | null {
	for (const { attributes } of profiles) {
		const type = typeOfValue(valueAt(attributes, field));
		if (type !== null) return type;
	}
	return null;
}
