import type { INodeProperties } from 'n8n-workflow';
import { moneyText } from './moneyTextField';
import { flatRateFields } from './rateFields';

const calendarWindows = [
	{ name: 'Calendar Day', value: 'day' },
	{ name: 'Calendar Month', value: 'month' },
	{ name: 'Calendar Quarter', value: 'quarter' },
	{ name: 'Calendar Week', value: 'week' },
	{ name: 'Calendar Year', value: 'year' },
	{ name: 'Lifetime', value: 'lifetime' },
];

export const affiliateRatesField: INodeProperties = {
	displayName: 'Affiliate Rates',
	name: 'affiliateRates',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	default: {},
	description: 'Rates that go before everything else in the plan',
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
				{ displayName: 'Effective From', name: 'effectiveFrom', type: 'dateTime', default: '' },
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
};

const bonusMetricField: INodeProperties = {
	displayName: 'Metric',
	name: 'metric',
	type: 'options',
	options: [
		{ name: 'Clicks', value: 'clicks' },
		{ name: 'Commission', value: 'commission' },
		{ name: 'Customers', value: 'customers' },
		{ name: 'Revenue', value: 'revenue', description: 'Commission base' },
		{ name: 'Sales', value: 'sales', description: 'Number of orders' },
	],
	default: 'sales',
	description: 'Less what was refunded',
};

const bonusRewardFields: INodeProperties[] = [
	{
		displayName: 'Reward',
		name: 'rewardType',
		type: 'options',
		options: [
			{ name: 'Fixed Amount', value: 'fixed' },
			{
				name: 'Percent of Commission',
				value: 'percentage',
				description: 'Of the commission earned in the window',
			},
		],
		default: 'fixed',
	},
	moneyText(
		'Reward Amount',
		'reward',
		"Amount in the programme's currency, or the percent",
		'e.g. 50.00',
	),
];

/** Listed by name, because a linter that sorts them in place would lose what it cannot read. */
const bonusFields: INodeProperties[] = [
	{
		displayName: 'Affiliate Groups',
		name: 'affiliateGroups',
		type: 'string',
		default: '',
		placeholder: 'e.g. gold',
		description: 'Only these groups, separated by commas; everybody when empty',
	},
	{
		displayName: 'Bonus ID',
		name: 'bonusId',
		type: 'string',
		default: '',
		placeholder: 'e.g. fifty-sales',
		description:
			'A bonus is paid once per window under its ID; keep the ID when you rename it. Made from the name when empty.',
	},
	moneyText(
		'From',
		'from',
		"Reached at this revenue or commission in the programme's currency, or this number",
		'e.g. 20',
	),
	bonusMetricField,
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'e.g. Twenty orders',
		description: 'Makes the ID of the bonus; with another name it is another bonus',
	},
	...bonusRewardFields,
	{
		displayName: 'Taken Back',
		name: 'isClawedBack',
		type: 'boolean',
		default: true,
		description: 'Whether refunds that undo the achievement take the bonus back',
	},
	{
		displayName: 'Time Zone',
		name: 'timeZone',
		type: 'string',
		default: 'UTC',
		placeholder: 'e.g. Europe/Berlin',
		description: 'In which the window begins',
	},
	{
		displayName: 'Window',
		name: 'window',
		type: 'options',
		options: calendarWindows,
		default: 'month',
	},
];

export const bonusesField: INodeProperties = {
	displayName: 'Bonuses',
	name: 'bonuses',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	default: {},
	description: 'Paid once per affiliate and window; the workflow for bonuses books them',
	options: [{ displayName: 'Bonus', name: 'bonus', values: bonusFields }],
};

export const capsField: INodeProperties = {
	displayName: 'Caps',
	name: 'caps',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	default: {},
	description: 'The most that is paid; refunds make room again',
	options: [
		{
			displayName: 'Cap',
			name: 'cap',
			values: [
				{
					displayName: 'For',
					name: 'scope',
					type: 'options',
					options: [
						{ name: 'Each Affiliate', value: 'affiliate' },
						{ name: 'Each Customer', value: 'customer' },
						{ name: 'Each Order', value: 'order' },
						{ name: 'Whole Programme', value: 'programme' },
					],
					default: 'order',
				},
				moneyText('Limit', 'limit', "In the programme's currency"),
				{
					displayName: 'Window',
					name: 'window',
					type: 'options',
					options: calendarWindows,
					default: 'month',
					description: 'No matter for each order',
				},
			],
		},
	],
};
