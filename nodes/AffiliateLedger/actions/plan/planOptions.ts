import type { INodeProperties } from 'n8n-workflow';
import { ROUNDING_MODES, type RoundingMode } from '../../../../lib/kernel';
import { moneyText } from './moneyTextField';
import { affiliateRatesField, bonusesField, capsField } from './rewardFields';
import { clicksField, levelsField, splitField } from './sharingFields';

const ROUNDING_NAMES: Readonly<Record<RoundingMode, string>> = {
	half_up: 'Half Up (Commercial)',
	half_even: 'Half Even (Bankers)',
	half_down: 'Half Down',
	down: 'Down (Towards Zero)',
	up: 'Up (Away From Zero)',
};

function wholeNumber(displayName: string, name: string, description: string): INodeProperties {
	return {
		displayName,
		name,
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description,
	};
}

function baseFlag(displayName: string, name: string, what: string): INodeProperties {
	return {
		displayName,
		name,
		type: 'boolean',
		default: false,
		description: `Whether ${what} part of the commission base`,
	};
}

/** Optional fields of a plan, in alphabetical order. */
export const planOptions: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	options: [
		affiliateRatesField,
		bonusesField,
		{
			displayName: 'Cap at Base',
			name: 'isCappedAtBase',
			type: 'boolean',
			default: true,
			description: 'Whether the commission on a sale is never more than its base',
		},
		capsField,
		clicksField,
		{
			displayName: 'Effective From',
			name: 'effectiveFrom',
			type: 'dateTime',
			default: '',
			description: 'Orders made from then on are priced by this version; now when left out',
		},
		{
			displayName: 'Effective To',
			name: 'effectiveTo',
			type: 'dateTime',
			default: '',
			description: 'First moment at which the plan no longer holds',
		},
		{
			displayName: 'Excluded Categories',
			name: 'excludedCategories',
			type: 'string',
			default: '',
			placeholder: 'e.g. Gift boxes',
			description: 'Product types that earn no commission, separated by commas',
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
		baseFlag('Include Fees', 'includeFees', 'fees of the order are'),
		baseFlag('Include Shipping', 'includeShipping', 'shipping is'),
		baseFlag(
			'Include Store Credit',
			'includeStoreCredit',
			'what was paid by gift card or store credit is',
		),
		baseFlag('Include Tax', 'includeTax', 'tax is'),
		levelsField,
		wholeNumber(
			'Lifetime Days',
			'lifetimeDays',
			'Binds a customer to the affiliate for these days after the last order; 0 for not at all',
		),
		moneyText(
			'Manual Approval Above',
			'manualApprovalAbove',
			'An order that earns more than this waits for a person',
		),
		wholeNumber(
			'Recurring Months',
			'recurringMonths',
			'Months from the first payment in which a subscription earns; 0 for no end',
		),
		wholeNumber(
			'Recurring Payments',
			'recurringPayments',
			'Payments of a subscription that earn; 0 for all',
		),
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
		{
			displayName: 'Several Rules Apply',
			name: 'ruleMode',
			type: 'options',
			options: [
				{ name: 'Add Them Up', value: 'stack' },
				{ name: 'Best for the Affiliate', value: 'best', description: 'By money on this order' },
				{ name: 'Most Specific First', value: 'priority' },
			],
			default: 'priority',
		},
		splitField,
	],
};
