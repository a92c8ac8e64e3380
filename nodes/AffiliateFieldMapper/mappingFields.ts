import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { CRM_FIELD_TYPES } from '../../lib/model/crm-field';
import { FIELD_POLICIES, type FieldPolicy } from '../../lib/model/field-write';

const POLICY_NAMES: Readonly<Record<FieldPolicy, string>> = {
	append: 'Add to the List',
	ask: 'Ask When Both Changed',
	fill_empty: 'Only If Empty',
	max: 'Keep the Larger',
	min: 'Keep the Smaller',
	never_overwrite: 'Only on New Records',
	newest_wins: 'Latest Change Wins',
	source_wins: 'Source Wins',
	sum_deltas: 'Add the Difference',
	target_wins: 'Target Wins',
};

const policies: INodePropertyOptions[] = FIELD_POLICIES.map((value) => ({
	name: POLICY_NAMES[value],
	value,
})).sort((a, b) => a.name.localeCompare(b.name, 'en'));

const TYPE_NAMES: Readonly<Record<string, string>> = {
	boolean: 'Boolean',
	choice: 'Choice',
	choices: 'Choices',
	date: 'Date',
	email: 'Email',
	moment: 'Date and Time',
	number: 'Number',
	text: 'Text',
};

const types: INodePropertyOptions[] = [...CRM_FIELD_TYPES, 'email']
	.map((value) => ({ name: TYPE_NAMES[value] ?? value, value }))
	.sort((a, b) => a.name.localeCompare(b.name, 'en'));

/** One line of a mapping, as a form; a chain of transforms needs the JSON. */
export const mappingFields: INodeProperties = {
	displayName: 'Fields',
	name: 'fields',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Field',
	default: {},
	options: [
		{
			displayName: 'Field',
			name: 'field',
			values: [
				{
					displayName: 'Allowed Values',
					name: 'options',
					type: 'string',
					default: '',
					displayOptions: { show: { type: ['choice', 'choices'] } },
					description: 'Separated by commas; any value when empty',
				},
				{
					displayName: 'Argument',
					name: 'argument',
					type: 'string',
					default: '',
					placeholder: 'e.g. DE, EUR, or lead=Lead;won=Customer',
					description:
						'Phone: country of local numbers (DE). Money: currency or its path. Lookup: pairs such as lead=Lead;won=Customer. Split: separator and part, such as "@ 1". Default: the value.',
				},
				{
					displayName: 'Clear When Empty',
					name: 'clearWhenEmpty',
					type: 'boolean',
					default: false,
					description: 'Whether a value that is not known empties the field',
				},
				{
					displayName: 'Max Length',
					name: 'maxLength',
					type: 'number',
					default: 0,
					typeOptions: { minValue: 0, numberPrecision: 0 },
					description: 'Characters that the field takes; 0 for any number',
				},
				{
					displayName: 'Owner',
					name: 'owner',
					type: 'options',
					options: [
						{ name: 'Both', value: 'both' },
						{ name: 'Source', value: 'source' },
						{ name: 'Target', value: 'target' },
					],
					default: 'source',
					description: 'Whose field it is; told with conflicts',
				},
				{
					displayName: 'Policy',
					name: 'policy',
					type: 'options',
					options: policies,
					default: 'source_wins',
					description: 'What becomes of a value that is already there',
				},
				{
					displayName: 'Required',
					name: 'required',
					type: 'boolean',
					default: false,
					description: 'Whether an item without it is invalid',
				},
				{
					displayName: 'Source',
					name: 'source',
					type: 'string',
					default: '',
					required: true,
					placeholder: 'e.g. order.customer.email',
					description:
						'Place in the item; several joined with + (order.customer.firstName + order.customer.lastName); text with places in braces ({order.orderNumber}); a constant in quotes ("affiliate")',
				},
				{
					displayName: 'Target Field',
					name: 'target',
					type: 'string',
					default: '',
					required: true,
					placeholder: 'e.g. LeadSource',
					description: 'As the API of the target names it',
				},
				{
					displayName: 'Transform',
					name: 'transform',
					type: 'options',
					options: [
						{ name: 'Date', value: 'date' },
						{ name: 'Date and Time', value: 'moment' },
						{ name: 'Default', value: 'default' },
						{ name: 'Lookup', value: 'lookup' },
						{ name: 'Lower Case', value: 'lower' },
						{ name: 'Money: Decimal to Minor', value: 'moneyToMinor' },
						{ name: 'Money: Minor to Decimal', value: 'moneyToDecimal' },
						{ name: 'None', value: 'none' },
						{ name: 'Number', value: 'number' },
						{ name: 'Phone (E.164)', value: 'phone' },
						{ name: 'Split', value: 'split' },
						{ name: 'Title Case', value: 'title' },
						{ name: 'Trim', value: 'trim' },
						{ name: 'Upper Case', value: 'upper' },
						{ name: 'Yes or No', value: 'boolean' },
					],
					default: 'none',
					description: 'What is done with the value; several in a row need the JSON',
				},
				{
					displayName: 'Type',
					name: 'type',
					type: 'options',
					options: types,
					default: 'text',
					description: 'What the field takes; another value is invalid',
				},
			],
		},
	],
};
