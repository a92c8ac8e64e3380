import type { INodeProperties } from 'n8n-workflow';
import { amountField, percentField, rateTypeOptions } from './rateFields';

function listField(
	displayName: string,
	name: string,
	placeholder: string,
	description: string,
): INodeProperties {
	return { displayName, name, type: 'string', default: '', placeholder, description };
}

/** Rates for some orders or products; everything that is filled in must match. */
export const rulesField: INodeProperties = {
	displayName: 'Rules',
	name: 'rules',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Rule',
	default: {},
	description:
		'Rates for some affiliates, coupons, products, categories, customers or countries; the most specific rule goes first',
	options: [
		{
			displayName: 'Rule',
			name: 'rule',
			values: [
				listField('Name', 'name', 'e.g. Espresso machines', 'Shown in the explanation'),
				{
					displayName: 'Rate Type',
					name: 'rateType',
					type: 'options',
					options: rateTypeOptions,
					default: 'percentage',
				},
				{ ...percentField, displayOptions: { show: { rateType: ['percentage'] } } },
				{ ...amountField, displayOptions: { show: { rateType: ['fixed', 'per_unit'] } } },
				listField(
					'Actions',
					'actions',
					'e.g. lead, signup',
					'Pays for these named actions instead of sales',
				),
				listField('Affiliate Codes', 'affiliateCodes', 'e.g. anna, ben', 'Only these affiliates'),
				listField('Affiliate Groups', 'affiliateGroups', 'e.g. gold', 'Only these groups'),
				listField('Campaigns', 'campaigns', 'e.g. spring-sale', 'The utm_campaign of the order'),
				listField('Categories', 'categories', 'e.g. Coffee', 'Only lines of these categories'),
				listField('Countries', 'countries', 'e.g. DE, AT', 'Billing countries as two letters'),
				listField('Coupons', 'coupons', 'e.g. ANNA10', 'Orders that used one of these'),
				{
					displayName: 'Customer',
					name: 'customer',
					type: 'options',
					options: [
						{ name: 'Any', value: '' },
						{ name: 'New', value: 'new', description: 'First order of the customer' },
						{ name: 'Returning', value: 'returning' },
					],
					default: '',
					description: 'A customer of whom nothing is known is neither new nor returning',
				},
				listField(
					'From Payment',
					'paymentFrom',
					'e.g. 2',
					'First payment of a subscription that the rule is for',
				),
				{
					displayName: 'Hold Days',
					name: 'holdDays',
					type: 'string',
					default: '',
					placeholder: 'e.g. 14',
					description: "Instead of the plan's",
				},
				{
					displayName: 'Priority',
					name: 'priority',
					type: 'number',
					default: 0,
					description: 'Of two rules that are equally specific the higher goes first',
				},
				listField('Product IDs', 'productIds', 'e.g. 6842, 7010', 'Only lines of these products'),
				listField('SKUs', 'skus', 'e.g. ESP-1, ESP-2', 'Only lines with these SKUs'),
				listField(
					'To Payment',
					'paymentTo',
					'e.g. 12',
					'Last payment of a subscription that the rule is for',
				),
			],
		},
	],
};
