import type { CrmField, CrmFieldType, CrmObject, FieldDefinition } from '../crm';
import { unavailableError } from './describe-failure';
import { typeOfValue } from './field-values';
import { propertyField, standardFields } from './profile-fields';
import { PROFILE_PAGE_SIZE, PROFILES_PATH } from './read-profiles';
import { readPages } from './read-pages';
import type { Resource } from './schema';
import type { KlaviyoRun } from './sync-profiles';

/**
 * Fields sorted by label. Klaviyo has no schema for properties: those that are told are ours and those
 * of the profiles that changed last, so that one which only few profiles have may be missing. Any other
 * name can be written all the same. Events have the properties that we give them.
 */
export async function listFields(
	{ client, settings }: KlaviyoRun,
	object: CrmObject,
): Promise<CrmField[]> {
	const fields = new Map<string, CrmField>();
	const add = (field: CrmField): void => {
		if (!fields.has(field.name)) fields.set(field.name, field);
	};
	if (object === 'contact') standardFields().forEach(add);
	for (const definition of settings.definitions) {
		if (definition.object === object) add(fieldOf(definition));
	}
	if (object === 'contact') {
		const sample = await readPages(
			client,
			PROFILES_PATH,
			{
				sort: '-updated',
				'fields[profile]': 'properties',
				'page[size]': String(Math.min(PROFILE_PAGE_SIZE, Math.max(1, settings.sampleSize))),
			},
			settings.sampleSize,
		);
		if (!sample.ok) throw unavailableError(sample.failure);
		for (const [name, type] of sampledTypes(sample.data)) add(propertyField(name, name, type));
	}
	return [...fields.values()].sort(
		(a, b) => a.label.localeCompare(b.label, 'en') || (a.name < b.name ? -1 : 1),
	);
}

function fieldOf({ name, label, type }: FieldDefinition): CrmField {
	return propertyField(name, label, type);
}

/** The kind of the first value that shows one. */
function sampledTypes(profiles: readonly Resource[]): Map<string, CrmFieldType> {
	const types = new Map<string, CrmFieldType>();
	for (const { attributes } of profiles) {
		const own = attributes['properties'];
		if (own === null || typeof own !== 'object') continue;
		for (const [name, value] of Object.entries(own)) {
			const type = typeOfValue(value);
			if (type !== null && !types.has(name)) types.set(name, type);
		}
	}
	return types;
}
