import type { CrmField, CrmFieldType } from '../crm';

interface StandardField {
	readonly name: string;
	readonly label: string;
	readonly type: CrmFieldType;
	readonly isWritable: boolean;
}

const field = (
	name: string,
	label: string,
	type: CrmFieldType = 'text',
	isWritable = true,
): StandardField => ({ name, label, type, isWritable });

/** Attributes that every profile has. Source: "Get Profiles" of the API reference. */
const STANDARD_FIELDS: readonly StandardField[] = [
	// The key is how a profile is found, never what is changed.
	field('email', 'Email', 'text', false),
	field('phone_number', 'Phone Number'),
	field('external_id', 'External ID'),
	field('first_name', 'First Name'),
	field('last_name', 'Last Name'),
	field('organization', 'Organization'),
	field('locale', 'Locale'),
	field('title', 'Title'),
	field('image', 'Image'),
	field('location.address1', 'Address 1'),
	field('location.address2', 'Address 2'),
	field('location.city', 'City'),
	field('location.region', 'Region'),
	field('location.zip', 'Zip Code'),
	field('location.country', 'Country'),
	field('location.timezone', 'Time Zone'),
	field('location.latitude', 'Latitude'),
	field('location.longitude', 'Longitude'),
	field('location.ip', 'IP Address'),
	field('created', 'Created', 'moment', false),
	field('updated', 'Updated', 'moment', false),
	field('last_event_date', 'Last Event Date', 'moment', false),
];

const BY_NAME: ReadonlyMap<string, StandardField> = new Map(
	STANDARD_FIELDS.map((standard) => [standard.name, standard]),
);

/** In front of a property whose name is that of an attribute too. */
const PROPERTY_PREFIX = 'properties.';

/** By which a profile is found as well as by its e-mail address; two profiles never share one. */
export const IDENTIFIERS: ReadonlySet<string> = new Set(['phone_number', 'external_id']);

/** Where a field stands in a profile. */
export type FieldPlace =
	| { readonly kind: 'attribute'; readonly path: readonly string[]; readonly type: CrmFieldType }
	| { readonly kind: 'property'; readonly name: string };

/** A name that is no attribute is a property; `properties.<name>` always is one. */
export function placeOf(name: string): FieldPlace {
	const standard = BY_NAME.get(name);
	if (standard !== undefined) {
		return { kind: 'attribute', path: name.split('.'), type: standard.type };
	}
	const isPrefixed = name.startsWith(PROPERTY_PREFIX) && name.length > PROPERTY_PREFIX.length;
	return { kind: 'property', name: isPrefixed ? name.slice(PROPERTY_PREFIX.length) : name };
}

/** Names that `fields[profile]` needs so that these fields are told; properties come all together. */
export function sparseFields(names: readonly string[]): string {
	const wanted = names.map((name) => (placeOf(name).kind === 'attribute' ? name : 'properties'));
	return [...new Set(['email', 'updated', ...wanted])].join(',');
}

/** The JSON value of a field; undefined when the profile has none. */
export function valueAt(attributes: Readonly<Record<string, unknown>>, name: string): unknown {
	const place = placeOf(name);
	const path = place.kind === 'attribute' ? place.path : ['properties', place.name];
	return path.reduce<unknown>(
		(value, step) =>
			value !== null && typeof value === 'object' && Object.hasOwn(value, step)
				? (value as Readonly<Record<string, unknown>>)[step]
				: undefined,
		attributes,
	);
}

/** The attributes that every profile has, as fields. */
export function standardFields(): CrmField[] {
	return STANDARD_FIELDS.map((standard) => crmField(standard));
}

/** A property under the name that leads to it. */
export function propertyField(name: string, label: string, type: CrmFieldType): CrmField {
	return crmField({
		name: BY_NAME.has(name) ? `${PROPERTY_PREFIX}${name}` : name,
		label,
		type,
		// Klaviyo's own marks, such as $source.
		isWritable: !name.startsWith('$'),
	});
}

function crmField({ name, label, type, isWritable }: StandardField): CrmField {
	return { name, label, type, isWritable, isRequired: false, maxLength: null, options: [] };
}
