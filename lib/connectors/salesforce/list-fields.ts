import type { CrmField } from '../crm';
import { crmFieldType } from './field-types';
import type { ObjectFields } from './object-fields';
import type { DescribedField } from './schema';

/** The fields of an object that are in use, sorted by label. */
export function crmFields(fields: ObjectFields): CrmField[] {
	return fields.all
		.filter(({ deprecatedAndHidden }) => !deprecatedAndHidden)
		.map(crmField)
		.sort((a, b) => a.label.localeCompare(b.label, 'en') || (a.name < b.name ? -1 : 1));
}

function crmField(field: DescribedField): CrmField {
	const type = crmFieldType(field.type);
	const hasOptions = type === 'choice' || type === 'choices';
	return {
		name: field.name,
		label: field.label === '' ? field.name : field.label,
		type,
		isWritable: field.createable && field.updateable,
		isRequired: field.createable && !field.nillable && !field.defaultedOnCreate,
		// Numbers and dates have a length of 0.
		maxLength: type === 'text' && field.length > 0 ? field.length : null,
		options: hasOptions
			? field.picklistValues
					.filter(({ active }) => active)
					.map(({ label, value }) => ({ label: label ?? value, value }))
			: [],
		...(hasOptions && !field.restrictedPicklist ? { takesOtherValues: true } : {}),
	};
}
