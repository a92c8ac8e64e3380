import type { SalesforceOrg } from './org.ts';
import type { SimulatedField, SObjectName } from './standard-fields.ts';

/** `GET /sobjects/<object>/describe`, with what field-level security shows. */
export function describe(org: SalesforceOrg, sobject: SObjectName): Record<string, unknown> {
	return {
		name: sobject,
		createable: true,
		updateable: true,
		fields: [...org.visibleFields(sobject).values()].map(render),
	};
}

function render(field: SimulatedField): Record<string, unknown> {
	return {
		name: field.name,
		label: field.label,
		type: field.type,
		length: field.length,
		precision: ['double', 'currency'].includes(field.type) ? 18 : 0,
		scale: ['double', 'currency'].includes(field.type) ? field.scale : 0,
		nillable: !field.isRequired && field.type !== 'boolean',
		defaultedOnCreate: field.type === 'boolean' || field.name === 'CurrencyIsoCode',
		createable: !field.isReadOnly,
		updateable: !field.isReadOnly,
		custom: field.name.endsWith('__c'),
		externalId: field.externalId,
		unique: field.unique,
		deprecatedAndHidden: false,
		restrictedPicklist: field.isRestricted,
		picklistValues: field.values.map((value) => ({
			active: true,
			defaultValue: false,
			label: value,
			value,
		})),
	};
}
