import { propertiesPath, type HubSpotObjectType } from './api-paths';
import { inChunks } from '../vendor';
import type { CrmFieldType } from '../crm';
import type { HubSpotClient } from './client';
import { fieldTypeOf } from './field-type';
import type { HubSpotFailure } from './failure';
import { listProperties } from './list-properties';
import type { PropertyDefinition, PropertyGroup } from './property-definition';
import { BATCH_LIMIT } from './record-types';
import type { HubSpotProperty } from './schema';

export type EnsureOutcome =
	/** All there. `types` holds the type of every property of the object, by name. */
	| {
			readonly outcome: 'ready';
			readonly created: readonly string[];
			readonly types: ReadonlyMap<string, CrmFieldType>;
	  }
	/** Not there, and not to be created or not permitted; `failure` says why in the latter case. */
	| {
			readonly outcome: 'missing';
			readonly missing: readonly PropertyDefinition[];
			readonly failure: HubSpotFailure | null;
	  }
	/** There under the same name, but of another kind, which HubSpot does not let change. */
	| { readonly outcome: 'conflict'; readonly conflicting: readonly PropertyDefinition[] }
	| { readonly outcome: 'failed'; readonly failure: HubSpotFailure };

/**
 * Makes sure that the properties of one object type exist, creating the group and the missing ones
 * when that is allowed. Somebody else creating them at the same time (409) is fine.
 */
export async function ensureProperties(
	client: HubSpotClient,
	objectType: HubSpotObjectType,
	wanted: readonly PropertyDefinition[],
	options: { createMissing: boolean; group: PropertyGroup },
): Promise<EnsureOutcome> {
	const listed = await listProperties(client, objectType);
	if (!listed.ok) return { outcome: 'failed', failure: listed.failure };
	const missing = missingFrom(listed.properties, wanted);
	if (missing.length === 0) return judge(listed.properties, wanted, []);
	if (!options.createMissing) return { outcome: 'missing', missing, failure: null };
	const failure = await createAll(client, objectType, missing, options.group);
	const after = await listProperties(client, objectType);
	if (!after.ok) return { outcome: 'failed', failure: after.failure };
	const stillMissing = missingFrom(after.properties, wanted);
	if (stillMissing.length > 0) return { outcome: 'missing', missing: stillMissing, failure };
	return judge(
		after.properties,
		wanted,
		missing.map(({ name }) => name),
	);
}

async function createAll(
	client: HubSpotClient,
	objectType: HubSpotObjectType,
	missing: readonly PropertyDefinition[],
	group: PropertyGroup,
): Promise<HubSpotFailure | null> {
	const path = propertiesPath(client.apiVersion, objectType);
	const grouped = await client.call({
		method: 'POST',
		path: `${path}/groups`,
		body: { name: group.name, label: group.label, displayOrder: -1 },
		safety: 'repeatable',
	});
	if (!grouped.ok && grouped.failure.status !== 409) return grouped.failure;
	for (const chunk of inChunks(missing, BATCH_LIMIT)) {
		const answer = await client.call({
			method: 'POST',
			path: `${path}/batch/create`,
			body: { inputs: chunk.map((definition) => inputOf(definition, group)) },
			safety: 'repeatable',
		});
		if (!answer.ok && answer.failure.status !== 409) return answer.failure;
		if (!answer.ok) await createOneByOne(client, path, chunk, group);
	}
	return null;
}

/** After a 409 for the batch: some of them exist by now, the others must still be made. */
async function createOneByOne(
	client: HubSpotClient,
	path: string,
	definitions: readonly PropertyDefinition[],
	group: PropertyGroup,
): Promise<void> {
	for (const definition of definitions) {
		await client.call({
			method: 'POST',
			path,
			body: inputOf(definition, group),
			safety: 'repeatable',
		});
	}
}

function inputOf(definition: PropertyDefinition, group: PropertyGroup): Record<string, unknown> {
	const { name, label, description, type, fieldType, hasUniqueValue } = definition;
	return {
		name,
		label,
		description,
		type,
		fieldType,
		groupName: group.name,
		formField: false,
		...(hasUniqueValue ? { hasUniqueValue } : {}),
	};
}

function missingFrom(
	properties: readonly HubSpotProperty[],
	wanted: readonly PropertyDefinition[],
): PropertyDefinition[] {
	const names = new Set(properties.map(({ name }) => name));
	return wanted.filter(({ name }) => !names.has(name));
}

function judge(
	properties: readonly HubSpotProperty[],
	wanted: readonly PropertyDefinition[],
	created: readonly string[],
): EnsureOutcome {
	const byName = new Map(properties.map((property) => [property.name, property]));
	const conflicting = wanted.filter((definition) => {
		const found = byName.get(definition.name);
		if (found === undefined || definition.type !== found.type) return true;
		return definition.hasUniqueValue && !found.hasUniqueValue;
	});
	if (conflicting.length > 0) return { outcome: 'conflict', conflicting };
	const types = new Map(properties.map((property) => [property.name, fieldTypeOf(property)]));
	return { outcome: 'ready', created, types };
}
