import type { INodeProperties } from 'n8n-workflow';
import { ROUNDING_MODES, type RoundingMode } from '../../../../lib/kernel';

const ROUNDING_NAMES: Readonly<Record<RoundingMode, string>> = {
	half_up: 'Half Up (Commercial)',
	half_even: 'Half Even (Bankers)',
	half_down: 'Half Down',
	down: 'Down (Towards Zero)',
	up: 'Up (Away From Zero)',
};

const rateTypeOptions = [
	{ name: 'Fixed Amount', value: 'fixed', description: 'The same amount for every order' },
	{ name: 'Percentage', value: 'percentage', description: 'A share of the commission base' },
];

const planRateTypeOptions = [
	...rateTypeOptions,
	{
		name: 'Tiered',
		value: 'tiered',
		description: 'The tier that was reached gives the rate of the whole order',
	},
];

const percentField: INodeProperties = {
	displayName: 'Percent',
	name: 'percent',
	type: 'string',
	default: '10',
	placeholder: 'e.g. 12.5',
	description: 'Percent of the commission base',
};

const amountField: INodeProperties = {
	displayName: 'Amount',
	name: 'amount',
	type: 'string',
	default: '5.00',
	placeholder: 'e.g. 5.00',
	description: "Amount per order in the programme's currency, never more than the base",
};

const flatRateFields: INodeProperties[] = [
	{
		displayName: 'Rate Type',
		name: 'rateType',
		type: 'options',
		options: rateTypeOptions,
		default: 'percentage',
	},
	{ ...percentField, displayOptions: { show: { rateType: ['percentage'] } } },
	{ ...amountField, displayOptions: { show: { rateType: ['fixed'] } } },
];

/** The rate of a plan: one percentage or amount, or threshold tiers. */
export const rateFields: readonly INodeProperties[] = [
	{
		displayName: 'Rate Type',
		name: 'rateType',
		type: 'options',
		options: planRateTypeOptions,
		default: 'percentage',
	},
	{ ...percentField, required: true, displayOptions: { show: { rateType: ['percentage'] } } },
	{ ...amountField, required: true, displayOptions: { show: { rateType: ['fixed'] } } },
	{
		displayName: 'Tier Metric',
		name: 'tierMetric',
		type: 'options',
		options: [
			{ name: 'Number of Orders', value: 'sales' },
			{ name: 'Revenue', value: 'revenue', description: 'Commission base of the orders' },
		],
		default: 'revenue',
		description: 'What reaches a tier; the order itself counts too',
		displayOptions: { show: { rateType: ['tiered'] } },
	},
	{
		displayName: 'Tier Window',
		name: 'tierWindow',
		type: 'options',
		options: [
			{ name: 'Calendar Month', value: 'month' },
			{ name: 'Calendar Quarter', value: 'quarter' },
			{ name: 'Calendar Year', value: 'year' },
			{ name: 'Lifetime', value: 'lifetime' },
		],
		default: 'month',
		description: 'In UTC',
		displayOptions: { show: { rateType: ['tiered'] } },
	},
	{
		displayName: 'Tiers',
		name: 'tiers',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Tier',
		default: {},
		options: [
			{
				displayName: 'Tier',
				name: 'tier',
				values: [
					{
						displayName: 'From',
						name: 'from',
						type: 'string',
						default: '0',
						placeholder: 'e.g. 1000',
						description: "Reached at this revenue in the programme's currency, or number of orders",
					},
					...flatRateFields,
				],
			},
		],
		displayOptions: { show: { rateType: ['tiered'] } },
	},
];

/** Optional fields of a plan, in alphabetical order. */
export const planOptions: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	options: [
		{
			displayName: 'Affiliate Rates',
			name: 'affiliateRates',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			default: {},
			description: 'Rates that go before the rate of the plan',
			options: [
				{
					displayName: 'Affiliate Rate',
					name: 'affiliateRate',
					values: [
						{
							displayName: 'Affiliate Code',
							name: 'affiliateCode',
							type: 'string',
							default: '',
							placeholder: 'e.g. anna',
						},
						{
							displayName: 'Effective From',
							name: 'effectiveFrom',
							type: 'dateTime',
							default: '',
						},
						{
							displayName: 'Effective To',
							name: 'effectiveTo',
							type: 'dateTime',
							default: '',
							description: 'First moment at which it no longer holds',
						},
						...flatRateFields,
					],
				},
			],
		},
		{
			displayName: 'Effective From',
			name: 'effectiveFrom',
			type: 'dateTime',
			default: '',
			description: 'Orders made from then on are priced by this version; now when left out',
		},
		{
			displayName: 'Excluded SKUs',
			name: 'excludedSkus',
			type: 'string',
			default: '',
			placeholder: 'e.g. GIFT-BOX, SAMPLE',
			description: 'Products that earn no commission, separated by commas',
		},
		{
			displayName: 'Hold Days',
			name: 'holdDays',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 730 },
			default: 30,
			description:
				'Days after payment before a commission can be approved; cover your refund period',
		},
		{
			displayName: 'Include Fees',
			name: 'includeFees',
			type: 'boolean',
			default: false,
			description: 'Whether fees of the order are part of the commission base',
		},
		{
			displayName: 'Include Shipping',
			name: 'includeShipping',
			type: 'boolean',
			default: false,
			description: 'Whether shipping is part of the commission base',
		},
		{
			displayName: 'Include Tax',
			name: 'includeTax',
			type: 'boolean',
			default: false,
			description: 'Whether tax is part of the commission base',
		},
		{
			displayName: 'Rounding',
			name: 'rounding',
			type: 'options',
			options: ROUNDING_MODES.map((mode) => ({ name: ROUNDING_NAMES[mode], value: mode })).sort(
				(a, b) => a.name.localeCompare(b.name),
			),
			default: 'half_up',
			description: 'How the commission is rounded to whole minor units',
		},
	],
};
