import type { HubSpotObjectType } from './api-paths';

/** A property that this package needs, in HubSpot's own terms. */
export interface PropertyDefinition {
	readonly objectType: HubSpotObjectType;
	readonly name: string;
	readonly label: string;
	readonly description: string;
	readonly type: 'string' | 'number' | 'datetime' | 'date' | 'bool' | 'enumeration';
	readonly fieldType: 'text' | 'textarea' | 'number' | 'date' | 'select' | 'booleancheckbox';
	readonly hasUniqueValue: boolean;
}

/** Where HubSpot shows the properties together. */
export interface PropertyGroup {
	readonly name: string;
	readonly label: string;
}
