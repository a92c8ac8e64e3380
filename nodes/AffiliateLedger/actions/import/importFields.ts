import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { currencyCodes } from '../../../../lib/kernel';
import { allImportFields, fieldLabel } from '../../../../lib/import';
import { programmeField } from '../../locators';

const mappedFields: INodePropertyOptions[] = [
	...allImportFields().map((field) => ({ name: fieldLabel(field), value: field })),
	{ name: 'Ignore', value: 'ignore' },
].sort((a, b) => a.name.localeCompare(b.name, 'en'));

const columnMapping: INodeProperties = {
	displayName: 'Column Mapping',
	name: 'columnMapping',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Column',
	default: {},
	description: 'What columns mean, where that is not recognised or recognised wrongly',
	options: [
		{
			displayName: 'Column',
			name: 'column',
			values: [
				{
					displayName: 'Heading',
					name: 'heading',
					type: 'string',
					default: '',
					placeholder: 'e.g. Partner number',
					description: 'As in the file',
				},
				{
					displayName: 'Field',
					name: 'field',
					type: 'options',
					options: mappedFields,
					default: 'code',
					description: 'What it holds; fields of another kind of file are refused',
				},
			],
		},
	],
};

const optionFields: INodeProperties[] = [
	columnMapping,
	{
		displayName: 'Date Format',
		name: 'dateFormat',
		type: 'options',
		options: [
			{ name: 'Day First (31/01/2024)', value: 'dmy' },
			{ name: 'Month First (01/31/2024)', value: 'mdy' },
			{ name: 'Year First (2024-01-31)', value: 'ymd' },
		],
		default: 'dmy',
		description: 'Without it, dates that could be read both ways are refused',
	},
	{
		displayName: 'Decimal Mark',
		name: 'decimalMark',
		type: 'options',
		options: [
			{ name: 'Comma (1.234,56)', value: 'comma' },
			{ name: 'Point (1,234.56)', value: 'point' },
		],
		default: 'point',
		description: 'Without it, it is found in each column, and "1,234" is refused where it is not',
	},
	{
		displayName: 'Default Currency',
		name: 'defaultCurrency',
		type: 'options',
		options: currencyCodes().map((code) => ({ name: code, value: code })),
		default: 'EUR',
		description: "Of rows that name none; the programme's currency unless you choose another",
	},
	{
		displayName: 'Hold Days',
		name: 'holdDays',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 365 },
		default: 30,
		description: 'Days from the import on for which pending commissions wait before they are due',
	},
	{
		displayName: 'Output Row Errors',
		name: 'outputRowErrors',
		type: 'boolean',
		default: false,
		description: 'Whether to output one item for each row error after the summary',
	},
	{
		displayName: 'Round Amounts',
		name: 'roundAmounts',
		type: 'boolean',
		default: false,
		description:
			'Whether to round amounts with more decimals than their currency has, half up, instead of refusing them',
	},
	{
		displayName: 'Stop on Errors',
		name: 'stopOnErrors',
		type: 'boolean',
		default: true,
		description: 'Whether to write nothing at all when any row has an error',
	},
];

export const importFields: readonly INodeProperties[] = [
	{
		displayName: 'File From',
		name: 'fileFrom',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Binary Data', value: 'binary', description: 'A file of the incoming item' },
			{ name: 'Text', value: 'text', description: 'CSV that you paste or map' },
		],
		default: 'binary',
		description: 'Where to find the CSV',
	},
	{
		displayName: 'Input Binary Field',
		name: 'binaryPropertyName',
		type: 'string',
		default: 'data',
		required: true,
		hint: 'The name of the input field that holds the file',
		displayOptions: { show: { fileFrom: ['binary'] } },
		description: 'Field of the incoming item that holds the file',
	},
	{
		displayName: 'CSV',
		name: 'csvText',
		type: 'string',
		typeOptions: { rows: 6 },
		default: '',
		required: true,
		displayOptions: { show: { fileFrom: ['text'] } },
		description: 'With its headings in the first row',
	},
	programmeField(),
	{
		displayName: 'Source',
		name: 'source',
		type: 'options',
		options: [
			{ name: 'AffiliateWP', value: 'affiliatewp' },
			{ name: 'Detect', value: 'detect' },
			{ name: 'Generic', value: 'generic' },
			{ name: 'Post Affiliate Pro', value: 'post_affiliate_pro' },
			{ name: 'Refersion', value: 'refersion' },
			{ name: 'Tapfiliate', value: 'tapfiliate' },
		],
		default: 'detect',
		description: 'Platform that the file was exported from',
	},
	{
		displayName: 'What',
		name: 'kind',
		type: 'options',
		options: [
			{ name: 'Affiliates', value: 'affiliate' },
			{ name: 'Balances', value: 'balance' },
			{ name: 'Conversions', value: 'conversion' },
			{ name: 'Coupons', value: 'coupon' },
			{ name: 'Detect', value: 'detect' },
			{ name: 'Links', value: 'link' },
		],
		default: 'detect',
		description: 'What the rows of the file are',
	},
	{
		displayName: 'Dry Run',
		name: 'dryRun',
		type: 'boolean',
		default: true,
		description: 'Whether to only report what would be written',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: optionFields,
	},
];
