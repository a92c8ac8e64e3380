import type { FieldDefinition } from '../crm';
import type { HubSpotObjectType } from './api-paths';

/** A property that this package needs, in HubSpot's own terms. */
export interface PropertyDefinition {
	readonly objectType: HubSpotObjectType;
	readonly name: string;
	readonly label: string;
	readonly description: string;
	readonly type: 'string' | 'number' | 'datetime';
	readonly fieldType: 'text' | 'number' | 'date';
	readonly hasUniqueValue: boolean;
}

/** Where HubSpot shows the properties together. */
export interface PropertyGroup {
	readonly name: string;
	readonly label: string;
}

const KINDS = {
	text: { type: 'string', fieldType: 'text' },
	number: { type: 'number', fieldType: 'number' },
	// HubSpot's moments are edited with the field type of dates.
	moment: { type: 'datetime', fieldType: 'date' },
} as const;

export const OBJECT_TYPES = { contact: 'contacts', purchase: 'deals' } as const;

/** A field of ours as HubSpot makes it. */
export function propertyOf(field: FieldDefinition): PropertyDefinition {
	const { object, name, label, description, type, isKey } = field;
	return {
		objectType: OBJECT_TYPES[object],
		name,
		label,
		description,
		...KINDS[type],
		hasUniqueValue: isKey,
	};
}
