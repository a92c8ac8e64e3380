import {
	NodeOperationError,
	type FieldType,
	type ILoadOptionsFunctions,
	type ResourceMapperField,
	type ResourceMapperFields,
} from 'n8n-workflow';
import {
	describeFailure,
	listProperties,
	type HubSpotProperty,
} from '../../../lib/connectors/hubspot';
import { AFFILIATE_PROPERTIES } from '../../../lib/mapping/hubspot';
import { PRESET_FIELD_NAMES } from '../fieldMapping';
import { hubspotClient } from '../hubspotClient';

const FIELD_TYPES: Readonly<Record<string, FieldType>> = {
	bool: 'boolean',
	datetime: 'dateTime',
	number: 'number',
};

/**
 * Contact properties that can be written, from the live account, plus ours that it lacks (they
 * are created with the first sync). Only those of the preset are shown at first.
 */
export async function getContactFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const listed = await listProperties(await hubspotClient(this), 'contacts');
	if (!listed.ok) {
		const { reason, hint } = describeFailure(listed.failure);
		throw new NodeOperationError(this.getNode(), reason, { description: hint });
	}
	const names = new Set(listed.properties.map(({ name }) => name));
	const lacking = AFFILIATE_PROPERTIES.filter(
		({ objectType, name }) => objectType === 'contacts' && !names.has(name),
	);
	const fields = [
		...listed.properties.filter(isWritable).map((property) => fieldOf(property)),
		...lacking.map(({ name, label, type }) =>
			fieldOf({ name, label: `${label} (Not in HubSpot yet)`, type, fieldType: '', options: [] }),
		),
	];
	fields.sort((a, b) => Number(b.defaultMatch) - Number(a.defaultMatch) || byName(a, b));
	return { fields };
}

function isWritable(property: HubSpotProperty): boolean {
	const isReadOnly = property.modificationMetadata?.readOnlyValue ?? false;
	return !property.hidden && !property.calculated && !isReadOnly;
}

function fieldOf({
	name,
	label,
	type,
	fieldType,
	options,
}: Pick<
	HubSpotProperty,
	'name' | 'label' | 'type' | 'fieldType' | 'options'
>): ResourceMapperField {
	const isKey = name === 'email';
	const isChoice = type === 'enumeration' && fieldType !== 'checkbox' && options.length > 0;
	return {
		id: name,
		displayName: label === '' ? name : label,
		required: false,
		defaultMatch: isKey,
		canBeUsedToMatch: isKey,
		display: true,
		removed: !PRESET_FIELD_NAMES.has(name),
		type: isChoice ? 'options' : (FIELD_TYPES[type] ?? 'string'),
		...(isChoice
			? { options: options.map((option) => ({ name: option.label, value: option.value })) }
			: {}),
	};
}

function byName(a: ResourceMapperField, b: ResourceMapperField): number {
	return a.displayName.localeCompare(b.displayName, 'en');
}
