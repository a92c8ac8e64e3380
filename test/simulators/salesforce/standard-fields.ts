export type SObjectName =
	'Contact' | 'Opportunity' | 'OpportunityContactRole' | 'PermissionSet' | 'FieldPermissions';

export type FieldKind =
	| 'id'
	| 'reference'
	| 'string'
	| 'textarea'
	| 'phone'
	| 'email'
	| 'picklist'
	| 'multipicklist'
	| 'boolean'
	| 'double'
	| 'currency'
	| 'date'
	| 'datetime';

export interface SimulatedField {
	readonly name: string;
	readonly label: string;
	readonly type: FieldKind;
	readonly length: number;
	readonly isRequired: boolean;
	readonly isReadOnly: boolean;
	readonly externalId: boolean;
	readonly unique: boolean;
	/** Empty unless the field is a picklist. */
	readonly values: readonly string[];
	readonly isRestricted: boolean;
	/** Decimal places of a number. */
	readonly scale: number;
}

export const STAGES = [
	'Prospecting',
	'Qualification',
	'Proposal/Price Quote',
	'Negotiation/Review',
	'Closed Won',
	'Closed Lost',
];

/** A field with everything that is usual, so that a list of them stays readable. */
export function field(
	name: string,
	type: FieldKind,
	more: Partial<SimulatedField> = {},
): SimulatedField {
	const isText = ['string', 'textarea', 'phone', 'email', 'picklist'].includes(type);
	return {
		name,
		label: name.replace(/__c$/, '').replaceAll('_', ' '),
		type,
		length: isText ? 255 : 0,
		isRequired: false,
		isReadOnly: false,
		externalId: false,
		unique: false,
		values: [],
		isRestricted: false,
		scale: 2,
		...more,
	};
}

const system = [
	field('Id', 'id', { label: 'Record ID', isReadOnly: true }),
	field('CreatedDate', 'datetime', { isReadOnly: true }),
	field('LastModifiedDate', 'datetime', { isReadOnly: true }),
	field('SystemModstamp', 'datetime', { isReadOnly: true }),
];

/** What every org starts with, as far as this package can meet it. */
export function standardFields(
	currencies: readonly string[],
): Record<SObjectName, readonly SimulatedField[]> {
	const currency =
		currencies.length === 0
			? []
			: [field('CurrencyIsoCode', 'picklist', { values: currencies, isRestricted: true })];
	return {
		Contact: [
			...system,
			...currency,
			field('FirstName', 'string', { label: 'First Name', length: 40 }),
			field('LastName', 'string', { label: 'Last Name', length: 80, isRequired: true }),
			field('Name', 'string', { label: 'Full Name', length: 121, isReadOnly: true }),
			field('Email', 'email', { length: 80 }),
			field('Phone', 'phone', { label: 'Business Phone', length: 40 }),
			field('LeadSource', 'picklist', { label: 'Lead Source', values: ['Web', 'Partner'] }),
			field('HasOptedOutOfEmail', 'boolean', { label: 'Email Opt Out' }),
		],
		Opportunity: [
			...system,
			...currency,
			field('Name', 'string', { length: 120, isRequired: true }),
			field('StageName', 'picklist', { label: 'Stage', values: STAGES, isRequired: true }),
			field('CloseDate', 'date', { label: 'Close Date', isRequired: true }),
			field('Amount', 'currency'),
			field('Description', 'textarea', { length: 32_000 }),
		],
		OpportunityContactRole: [
			...system,
			field('OpportunityId', 'reference', { isRequired: true }),
			field('ContactId', 'reference', { isRequired: true }),
			field('IsPrimary', 'boolean'),
		],
		PermissionSet: [...system, field('Name', 'string')],
		FieldPermissions: [
			field('Id', 'id', { isReadOnly: true }),
			field('ParentId', 'reference', { isRequired: true }),
			field('SobjectType', 'picklist', { isRequired: true }),
			field('Field', 'picklist', { isRequired: true }),
			field('PermissionsRead', 'boolean'),
			field('PermissionsEdit', 'boolean'),
		],
	};
}
