import type { INodeProperties } from 'n8n-workflow';
import { optionalText } from '../fields';
import { entryOf } from './plan/formEntries';

function line(displayName: string, name: string, placeholder?: string): INodeProperties {
	return {
		displayName,
		name,
		type: 'string',
		default: '',
		...(placeholder === undefined ? {} : { placeholder }),
	};
}

/** A postal address, as statements show it. */
export const addressField: INodeProperties = {
	displayName: 'Address',
	name: 'address',
	type: 'fixedCollection',
	default: {},
	options: [
		{
			displayName: 'Address',
			name: 'lines',
			values: [
				line('City', 'city'),
				line('Country', 'country', 'e.g. DE'),
				line('Line 1', 'line1'),
				line('Line 2', 'line2'),
				line('Postal Code', 'postalCode'),
				line('Region', 'region'),
			],
		},
	],
};

/** The address of a form as JSON; null when it was not filled in. */
export function addressOf(collection: unknown): Record<string, string | null> | null {
	const lines = entryOf(collection, 'lines');
	if (lines === null) return null;
	return {
		line1: optionalText(lines, 'line1') ?? '',
		line2: optionalText(lines, 'line2'),
		postalCode: optionalText(lines, 'postalCode'),
		city: optionalText(lines, 'city') ?? '',
		region: optionalText(lines, 'region'),
		country: (optionalText(lines, 'country') ?? '').toUpperCase(),
	};
}
