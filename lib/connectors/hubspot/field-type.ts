import type { CrmFieldType } from '../crm';
import type { HubSpotProperty } from './schema';

const TYPES: Readonly<Record<string, CrmFieldType>> = {
	number: 'number',
	datetime: 'moment',
	date: 'date',
	bool: 'boolean',
};

/** HubSpot tells one choice from several only by the kind of its form field. */
export function fieldTypeOf({
	type,
	fieldType,
}: Pick<HubSpotProperty, 'type' | 'fieldType'>): CrmFieldType {
	if (type === 'enumeration') return fieldType === 'checkbox' ? 'choices' : 'choice';
	return TYPES[type] ?? 'text';
}
