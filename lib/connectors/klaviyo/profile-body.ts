import type { CrmFieldType } from '../crm';
import { jsonOf } from './field-values';
import { placeOf } from './profile-fields';

/** How a profile is named in a request. */
export interface ProfileName {
	/** Klaviyo's id; null for a profile that is to be made. */
	readonly id: string | null;
	readonly email: string;
}

/**
 * A profile as Klaviyo takes it. What is left out stays, an attribute that is null is cleared, and a
 * property goes when it is unset. That parts of a location stay as well when others are sent is taken
 * for granted, not documented. A profile that is there keeps its main address.
 */
export function profileBody(
	{ id, email }: ProfileName,
	values: Readonly<Record<string, string>>,
	types: ReadonlyMap<string, CrmFieldType>,
): Record<string, unknown> {
	const plain: Array<[string, unknown]> = [];
	const location: Array<[string, unknown]> = [];
	const properties: Array<[string, unknown]> = [];
	const unset: string[] = [];
	for (const [name, text] of Object.entries(values)) {
		const place = placeOf(name);
		if (place.kind === 'property') {
			if (text === '') unset.push(place.name);
			else properties.push([place.name, jsonOf(text, types.get(name))]);
			continue;
		}
		const [first = name, second] = place.path;
		const value = text === '' ? null : text;
		if (second === undefined) plain.push([first, value]);
		else location.push([second, value]);
	}
	return {
		type: 'profile',
		...(id === null ? {} : { id }),
		attributes: {
			...(id === null ? { email } : {}),
			...Object.fromEntries(plain),
			...(location.length === 0 ? {} : { location: Object.fromEntries(location) }),
			...(properties.length === 0 ? {} : { properties: Object.fromEntries(properties) }),
		},
		...(unset.length === 0 ? {} : { meta: { patch_properties: { unset } } }),
	};
}
