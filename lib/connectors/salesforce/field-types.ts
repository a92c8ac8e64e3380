import type { CrmFieldType } from '../crm';

const TYPES: Readonly<Record<string, CrmFieldType>> = {
	boolean: 'boolean',
	currency: 'number',
	date: 'date',
	datetime: 'moment',
	double: 'number',
	int: 'number',
	long: 'number',
	multipicklist: 'choices',
	percent: 'number',
	picklist: 'choice',
};

/** Salesforce's type in our words; everything else is written and read as text. */
export function crmFieldType(type: string): CrmFieldType {
	return TYPES[type] ?? 'text';
}
