import type { INodeProperties } from 'n8n-workflow';

export const rateTypeOptions = [
	{
		name: 'Amount per Piece',
		value: 'per_unit',
		description: 'The amount times the quantity of the lines it applies to',
	},
	{
		name: 'Fixed Amount',
		value: 'fixed',
		description: 'The same amount for every order, lead or action',
	},
	{ name: 'Percentage', value: 'percentage', description: 'A share of the commission base' },
];

const planRateTypeOptions = [
	rateTypeOptions[0],
	rateTypeOptions[1],
	{
		name: 'No General Rate',
		value: 'none',
		description: 'Only rules, clicks or bonuses of the plan pay',
	},
	rateTypeOptions[2],
	{ name: 'Tiered', value: 'tiered', description: 'The rate depends on what was reached before' },
].filter((option) => option !== undefined);

export const percentField: INodeProperties = {
	displayName: 'Percent',
	name: 'percent',
	type: 'string',
	default: '10',
	placeholder: 'e.g. 12.5',
	description: 'Percent of the commission base',
};

export const amountField: INodeProperties = {
	displayName: 'Amount',
	name: 'amount',
	type: 'string',
	default: '5.00',
	placeholder: 'e.g. 5.00',
	description: "In the programme's currency; on a sale never more than the base",
};

/** Rate of a tier, a rule or an affiliate. */
export const flatRateFields: INodeProperties[] = [
	{
		displayName: 'Rate Type',
		name: 'rateType',
		type: 'options',
		options: rateTypeOptions,
		default: 'percentage',
	},
	{ ...percentField, displayOptions: { show: { rateType: ['percentage'] } } },
	{ ...amountField, displayOptions: { show: { rateType: ['fixed', 'per_unit'] } } },
];

const tierField: INodeProperties = {
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
					description:
						"Reached at this revenue or commission in the programme's currency, or number of orders",
				},
				...flatRateFields,
			],
		},
	],
	displayOptions: { show: { rateType: ['tiered'] } },
};

const tierOptions: INodeProperties = {
	displayName: 'Tier Options',
	name: 'tierOptions',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'May Fall Back',
			name: 'mayFallBack',
			type: 'boolean',
			default: true,
			description: 'Whether refunds take an affiliate back below a tier that was reached',
		},
		{
			displayName: 'Mode',
			name: 'mode',
			type: 'options',
			options: [
				{
					name: 'Marginal',
					value: 'marginal',
					description: 'Each tier rates only what lies above it',
				},
				{
					name: 'Threshold',
					value: 'threshold',
					description: 'The highest tier reached gives the rate of the whole order',
				},
			],
			default: 'threshold',
		},
		{
			displayName: 'Retroactive',
			name: 'isRetroactive',
			type: 'boolean',
			default: false,
			description:
				'Whether reaching a tier adds the difference for earlier orders of the window, as new entries',
		},
		{
			displayName: 'Rolling Days',
			name: 'rollingDays',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 3650 },
			default: 30,
			description: "Days before the order that count, for the window 'Rolling Days'",
		},
		{
			displayName: 'Time Zone',
			name: 'timeZone',
			type: 'string',
			default: 'UTC',
			placeholder: 'e.g. Europe/Berlin',
			description: 'In which calendar windows begin',
		},
	],
	displayOptions: { show: { rateType: ['tiered'] } },
};

/** The general rate of a plan. */
export const rateFields: readonly INodeProperties[] = [
	{
		displayName: 'Rate Type',
		name: 'rateType',
		type: 'options',
		options: planRateTypeOptions,
		default: 'percentage',
		description: 'What an order earns where no rule says otherwise',
	},
	{ ...percentField, required: true, displayOptions: { show: { rateType: ['percentage'] } } },
	{
		...amountField,
		required: true,
		displayOptions: { show: { rateType: ['fixed', 'per_unit'] } },
	},
	{
		displayName: 'Tier Metric',
		name: 'tierMetric',
		type: 'options',
		options: [
			{ name: 'Commission', value: 'commission', description: 'Earned before the order' },
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
			{ name: 'Calendar Day', value: 'day' },
			{ name: 'Calendar Month', value: 'month' },
			{ name: 'Calendar Quarter', value: 'quarter' },
			{ name: 'Calendar Week', value: 'week' },
			{ name: 'Calendar Year', value: 'year' },
			{ name: 'Lifetime', value: 'lifetime' },
			{ name: 'Rolling Days', value: 'rolling' },
		],
		default: 'month',
		description: 'In UTC, unless the tier options name another time zone',
		displayOptions: { show: { rateType: ['tiered'] } },
	},
	tierField,
	tierOptions,
];
