import type { CrmFieldType } from '../crm';

const TYPES: Readonly<Record<string, CrmFieldType>> = {
	double: 'number',
	int: 'number',
	monetary: 'number',
	user: 'number',
	org: 'number',
	people: 'number',
	boolean: 'boolean',
	date: 'date',
	enum: 'choice',
	status: 'choice',
	stage: 'choice',
	pipeline: 'choice',
	visible_to: 'choice',
	set: 'choices',
};

/** Types of custom fields whose values have several parts that one text does not tell. */
const COMPOUND: ReadonlySet<string> = new Set([
	'daterange',
	'timerange',
	'time',
	'json',
	'picture',
]);

/** Options that are words; all others are ids, which are numbers in the JSON. */
const WORDS: ReadonlySet<string> = new Set(['status']);

/** How Pipedrive's type of a field is compared and shown. It has no type with a time of day. */
export function crmFieldType(vendorType: string): CrmFieldType {
	return TYPES[vendorType] ?? 'text';
}

export function isWritableType(vendorType: string): boolean {
	return !COMPOUND.has(vendorType);
}

/** Whether the JSON has a number for a value of this type. */
export function isNumeric(vendorType: string): boolean {
	const type = crmFieldType(vendorType);
	return type === 'number' || (type === 'choice' && !WORDS.has(vendorType));
}

/** Characters of a text at most. Source: types of custom fields in the API reference. */
export function maxLengthOf(vendorType: string): number | null {
	if (vendorType === 'text') return 65_000;
	return ['varchar', 'varchar_auto', 'phone'].includes(vendorType) ? 255 : null;
}
