/** The dated API this package is written against; the older style `v3` works as well. */
export const DEFAULT_API_VERSION = '2026-03';

export type HubSpotObjectType = 'contacts' | 'deals';

/** Dated versions carry the version behind the area, the older ones before it. */
function isDated(version: string): boolean {
	return /^20\d{2}-\d{2}$/.test(version);
}

export function objectsPath(version: string, type: HubSpotObjectType): string {
	return isDated(version) ? `/crm/objects/${version}/${type}` : `/crm/${version}/objects/${type}`;
}

export function propertiesPath(version: string, type: HubSpotObjectType): string {
	return isDated(version)
		? `/crm/properties/${version}/${type}`
		: `/crm/${version}/properties/${type}`;
}

export function pipelinesPath(version: string): string {
	return isDated(version) ? `/crm/pipelines/${version}/deals` : `/crm/${version}/pipelines/deals`;
}

/** Associations of the older style have a version of their own. */
export function dealContactsPath(version: string): string {
	const prefix = isDated(version) ? `/crm/associations/${version}` : '/crm/v4/associations';
	return `${prefix}/deals/contacts`;
}
