import type { FieldDefinition } from '../crm';
import { OBJECTS } from './object-fields';

/** Types as the API and as Pipedrive's pages name them. */
const KINDS = {
	text: { api: 'varchar', page: 'Text' },
	number: { api: 'double', page: 'Numerical' },
	// Pipedrive has no type with a day and a time of day; a day can be filtered and sorted by.
	moment: { api: 'date', page: 'Date' },
	list: { api: 'text', page: 'Large text' },
} as const;

/** The list of refunds may grow beyond the 255 characters of a text. */
function kindOf({ type }: FieldDefinition, isList: boolean): (typeof KINDS)[keyof typeof KINDS] {
	return isList ? KINDS.list : KINDS[type];
}

/** Body of POST `/personFields` or `/dealFields`; only deals' fields take a description. */
export function customFieldBody(
	definition: FieldDefinition,
	isList: boolean,
): Readonly<Record<string, string>> {
	const { object, label, description } = definition;
	return {
		field_name: label,
		field_type: kindOf(definition, isList).api,
		...(object === 'purchase' ? { description } : {}),
	};
}

/** How a person creates the field. */
export function creationWords(definition: FieldDefinition, isList: boolean): string {
	const { noun } = OBJECTS[definition.object];
	return (
		`In Pipedrive, Company settings > Data fields > ${noun === 'deal' ? 'Deal' : 'Person'}, ` +
		`add a custom field with the name '${definition.label}' and the type ${kindOf(definition, isList).page}.`
	);
}

/** Types of custom fields that a definition's values fit in. */
export function fits({ type, isKey }: FieldDefinition, vendorType: string): boolean {
	// Only what Pipedrive's search looks into can find a record.
	if (isKey) return ['varchar', 'text', 'varchar_auto'].includes(vendorType);
	switch (type) {
		case 'text':
			return ['varchar', 'text', 'varchar_auto', 'phone', 'enum', 'set'].includes(vendorType);
		case 'number':
			return ['double', 'monetary'].includes(vendorType);
		case 'moment':
			return ['date', 'varchar', 'text', 'varchar_auto'].includes(vendorType);
	}
}
