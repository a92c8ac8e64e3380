import type { INodeProperties } from 'n8n-workflow';
import { moneyText } from './moneyTextField';

export const levelsField: INodeProperties = {
	displayName: 'Levels',
	name: 'levels',
	type: 'fixedCollection',
	default: {},
	description: 'What those earn who recruited the affiliate',
	options: [
		{
			displayName: 'Levels',
			name: 'terms',
			values: [
				{
					displayName: 'Percent Of',
					name: 'basis',
					type: 'options',
					options: [
						{ name: 'Commission Base', value: 'base', description: 'Of the order' },
						{ name: "The Affiliate's Commission", value: 'commission' },
					],
					default: 'commission',
				},
				{
					displayName: 'Percents',
					name: 'percents',
					type: 'string',
					default: '10',
					placeholder: 'e.g. 10, 5',
					description: 'One per level, nearest first',
				},
				{
					displayName: 'Inactive Level',
					name: 'inactive',
					type: 'options',
					options: [
						{ name: 'Goes to the Next Active One', value: 'compress' },
						{ name: 'Nobody Earns It', value: 'drop' },
					],
					default: 'drop',
				},
			],
		},
	],
};

export const splitField: INodeProperties = {
	displayName: 'Split',
	name: 'split',
	type: 'fixedCollection',
	default: {},
	description: 'How several credited affiliates share one order; without it as attribution weighs',
	options: [
		{
			displayName: 'Split',
			name: 'terms',
			values: [
				{
					displayName: 'Mode',
					name: 'mode',
					type: 'options',
					options: [
						{ name: 'As Attribution Weighs', value: 'weights' },
						{ name: 'First and Last Bonus', value: 'bonuses' },
					],
					default: 'bonuses',
				},
				moneyText('First Percent', 'firstPercent', 'Part for the first affiliate', 'e.g. 25'),
				moneyText('Last Percent', 'lastPercent', 'Part for the last affiliate', 'e.g. 50'),
				moneyText('Minimum Share', 'minimumShare', 'Smallest share that is booked', 'e.g. 0.50'),
				{
					displayName: 'Below Minimum',
					name: 'belowMinimum',
					type: 'options',
					options: [
						{ name: 'Merchant Keeps It', value: 'house' },
						{ name: 'Others Share It', value: 'redistribute' },
					],
					default: 'house',
				},
			],
		},
	],
};

export const clicksField: INodeProperties = {
	displayName: 'Clicks',
	name: 'clicks',
	type: 'fixedCollection',
	default: {},
	description: 'What counted clicks earn; the workflow for bonuses and clicks books them by day',
	options: [
		{
			displayName: 'Clicks',
			name: 'terms',
			values: [
				{
					displayName: 'Paid',
					name: 'type',
					type: 'options',
					options: [
						{ name: 'Per Click', value: 'per_click' },
						{ name: 'Per Thousand Clicks', value: 'per_thousand' },
					],
					default: 'per_click',
				},
				moneyText('Amount', 'amount', "In the programme's currency", 'e.g. 0.05'),
			],
		},
	],
};
