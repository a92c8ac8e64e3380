import type {
	FieldType,
	ILoadOptionsFunctions,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';
import type { CrmField, CrmFieldType, FieldDefinition } from '../../../lib/connectors/crm';
import { toNodeError } from '../../shared/nodeErrors';
import { presetExpressions } from '../fieldMapping';
import { chosenSystem, type CrmSystem } from '../systems';

const FIELD_TYPES: Readonly<Partial<Record<CrmFieldType, FieldType>>> = {
	boolean: 'boolean',
	moment: 'dateTime',
	date: 'dateTime',
	number: 'number',
};

/**
 * Contact fields that can be written, from the live account, plus ours that it lacks (they are
 * created with the first sync). Only those of the preset are shown at first.
 */
export async function getContactFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const system = chosenSystem(this);
	const shown = new Set(Object.keys(presetExpressions(system)));
	const listed = (await readFields(this)).map((field) => ours(system, field));
	const names = new Set(listed.map(({ name }) => name));
	const lacking = system.fields.filter(
		({ object, name }) => object === 'contact' && !names.has(name),
	);
	const fields = [
		// Some systems find people by their address and never write over it.
		...listed.filter(({ isWritable, name }) => isWritable || name === system.emailField),
		...lacking.map(({ name, label, type }) => ({
			name,
			label: `${label} (Not in ${system.name} yet)`,
			type,
			options: [],
		})),
	].map((field) => fieldOf(field, system.emailField, shown));
	fields.sort((a, b) => Number(b.defaultMatch) - Number(a.defaultMatch) || byName(a, b));
	return { fields };
}

/** A field of ours under the name that mappings use, where the account calls it by a key of its own. */
function ours({ fields, findsFieldsByLabel = false }: CrmSystem, field: CrmField): CrmField {
	const isOurs = ({ object, label }: FieldDefinition): boolean =>
		object === 'contact' && label.toLowerCase() === field.label.trim().toLowerCase();
	const definition = findsFieldsByLabel ? fields.find(isOurs) : undefined;
	return definition === undefined ? field : { ...field, name: definition.name };
}

async function readFields(context: ILoadOptionsFunctions): Promise<readonly CrmField[]> {
	try {
		return await (await chosenSystem(context).connect(context)).listFields('contact');
	} catch (error) {
		throw toNodeError(context.getNode(), error, 0);
	}
}

function fieldOf(
	{ name, label, type, options }: Pick<CrmField, 'name' | 'label' | 'type' | 'options'>,
	emailField: string,
	shown: ReadonlySet<string>,
): ResourceMapperField {
	const isKey = name === emailField;
	const isChoice = type === 'choice' && options.length > 0;
	return {
		id: name,
		displayName: label,
		required: false,
		defaultMatch: isKey,
		canBeUsedToMatch: isKey,
		display: true,
		removed: !shown.has(name),
		type: isChoice ? 'options' : (FIELD_TYPES[type] ?? 'string'),
		...(isChoice
			? { options: options.map((option) => ({ name: option.label, value: option.value })) }
			: {}),
	};
}

function byName(a: ResourceMapperField, b: ResourceMapperField): number {
	return a.displayName.localeCompare(b.displayName, 'en');
}
