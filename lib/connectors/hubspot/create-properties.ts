import type { FieldDefinition } from '../crm';
import type { HubSpotObjectType } from './api-paths';
import type { HubSpotClient } from './client';
import { ensureProperties } from './ensure-properties';
import { propertyOf, type PropertyGroup } from './property-definition';
import { propertyError } from './require-properties';

const OBJECT_TYPES: readonly HubSpotObjectType[] = ['contacts', 'deals'];

/**
 * Creates every property of the list that the account lacks; returns the names of the new ones by
 * object type. Throws like `requireProperties`.
 */
export async function createProperties(
	client: HubSpotClient,
	definitions: readonly FieldDefinition[],
	group: PropertyGroup,
): Promise<Record<HubSpotObjectType, readonly string[]>> {
	const created: Record<HubSpotObjectType, readonly string[]> = { contacts: [], deals: [] };
	for (const objectType of OBJECT_TYPES) {
		const wanted = definitions
			.map(propertyOf)
			.filter((definition) => definition.objectType === objectType);
		const ensured = await ensureProperties(client, objectType, wanted, {
			createMissing: true,
			group,
		});
		if (ensured.outcome !== 'ready') throw propertyError(objectType, ensured);
		created[objectType] = ensured.created;
	}
	return created;
}
