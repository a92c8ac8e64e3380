import { AffiliateError } from '../../kernel';
import type { CrmFieldType } from '../crm';
import { unavailableError } from '../vendor';
import type { HubSpotClient } from './client';
import type { HubSpotObjectType } from './api-paths';
import { describeFailure } from './describe-failure';
import { ensureProperties, type EnsureOutcome } from './ensure-properties';
import type { PropertyDefinition, PropertyGroup } from './property-definition';

/**
 * The types of an object's properties, once all that will be written exist. Throws
 * `missing_properties`, `property_conflict` or `vendor_unavailable`: without them no record of the
 * run could be written, so this concerns all items alike.
 */
export async function requireProperties(
	client: HubSpotClient,
	objectType: HubSpotObjectType,
	definitions: readonly PropertyDefinition[],
	targets: readonly string[],
	options: { createMissing: boolean; group: PropertyGroup },
): Promise<ReadonlyMap<string, CrmFieldType>> {
	const used = definitions.filter(
		(definition) => definition.objectType === objectType && targets.includes(definition.name),
	);
	const ensured = await ensureProperties(client, objectType, used, options);
	if (ensured.outcome !== 'ready') throw propertyError(objectType, ensured);
	const unknown = targets.filter((target) => !ensured.types.has(target));
	if (unknown.length > 0) {
		throw new AffiliateError(
			`HubSpot has no ${objectType} property named ${unknown.map((name) => `'${name}'`).join(', ')}`,
			{
				code: 'missing_properties',
				hint: 'Choose another property in the field mapping, or create it in HubSpot.',
			},
		);
	}
	return ensured.types;
}

/** What is missing, by name and kind, so that a person can create it. */
export function propertyError(
	objectType: HubSpotObjectType,
	ensured: Exclude<EnsureOutcome, { outcome: 'ready' }>,
): AffiliateError {
	switch (ensured.outcome) {
		case 'missing': {
			const cause = ensured.failure === null ? null : describeFailure(ensured.failure);
			return new AffiliateError(
				`HubSpot lacks ${ensured.missing.length} ${objectType} properties: ` +
					`${ensured.missing.map(inWords).join('; ')}${cause === null ? '' : `. ${cause.reason}`}`,
				{
					code: 'missing_properties',
					hint:
						"Create them in HubSpot under Settings > Properties, or switch on 'Create Missing Properties' " +
						`with a service key that has the scope crm.schemas.${objectType}.write.`,
				},
			);
		}
		case 'conflict':
			return new AffiliateError(
				`HubSpot has ${objectType} properties of another kind: ${ensured.conflicting.map(inWords).join('; ')} needed`,
				{
					code: 'property_conflict',
					hint: 'HubSpot cannot change the kind of a property. Rename or remove the one that is there.',
				},
			);
		case 'failed':
			return unavailableError(describeFailure(ensured.failure), ensured.failure);
	}
}

/** A property by name and kind, for a person who creates it. */
export function inWords({ name, type, fieldType, hasUniqueValue }: PropertyDefinition): string {
	return `${name} (${type}, field type ${fieldType}${hasUniqueValue ? ', unique values' : ''})`;
}
