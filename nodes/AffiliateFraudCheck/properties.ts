import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { DEFAULT_FRAUD_POLICY } from '../../lib/fraud';
import { modelSourceProperties } from '../shared/modelSource';
import { ruleFields } from './ruleFields';

const WHEN_CUSTOMISED: IDisplayOptions = { show: { policy: ['customise'] } };

const { flag, hold, decline } = DEFAULT_FRAUD_POLICY.thresholds;

/** The same fields, for the check of an order only. */
function forOrders(properties: readonly INodeProperties[]): INodeProperties[] {
	return properties.map((property) => ({
		...property,
		displayOptions: {
			...property.displayOptions,
			show: { ...property.displayOptions?.show, operation: ['checkOrder'] },
		},
	}));
}

/** Every field of the node; what a rule needs comes from the catalogue. */
export const fraudCheckProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		default: 'checkOrder',
		options: [
			{
				name: 'Check Order',
				value: 'checkOrder',
				description: 'Judge an attributed order',
				action: 'Check order',
			},
			{
				name: 'Check Sign-Up',
				value: 'checkSignup',
				description: 'Judge somebody who asks to join',
				action: 'Check sign up',
			},
		],
	},
	...forOrders(modelSourceProperties('order', 'Order')),
	...forOrders(modelSourceProperties('attribution', 'Attribution')),
	{
		displayName: 'Affiliate Code',
		name: 'affiliateCode',
		type: 'string',
		default: '={{ $json.code }}',
		required: true,
		placeholder: 'e.g. anna',
		displayOptions: { show: { operation: ['checkSignup'] } },
		description: 'Code of the affiliate as the ledger has it',
	},
	{
		displayName: 'Programme Code',
		name: 'programmeCode',
		type: 'string',
		default: '',
		placeholder: 'e.g. main',
		displayOptions: { show: { operation: ['checkSignup'] } },
		description: 'Whose policy applies. Leave empty with one programme.',
	},
	{
		displayName: 'Policy',
		name: 'policy',
		type: 'options',
		noDataExpression: true,
		default: 'programme',
		options: [
			{
				name: 'Customise',
				value: 'customise',
				description: 'Rules, thresholds and lists that you set below',
			},
			{
				name: 'Default',
				value: 'default',
				description: 'All rules with their own weights; only strong evidence rejects',
			},
			{
				name: 'From JSON',
				value: 'json',
				description: 'A policy that you keep as data, such as one per client',
			},
			{
				name: 'From Programme',
				value: 'programme',
				description: "What 'Fraud Policy: Create or Update' of the ledger keeps, else the default",
			},
		],
		description: 'Which rules apply, and how much each of them counts',
	},
	{
		displayName: 'Policy JSON',
		name: 'policyJson',
		type: 'json',
		default: '{ "rules": { "F11": { "mode": "on" } } }',
		required: true,
		displayOptions: { show: { policy: ['json'] } },
		description:
			"JSON with any of the keys 'rules', 'thresholds', 'allow' and 'review'; what is left out stays as in the default",
	},
	{
		displayName: 'Rules',
		name: 'rules',
		type: 'fixedCollection',
		placeholder: 'Add Rule',
		default: {},
		typeOptions: { multipleValues: true },
		displayOptions: WHEN_CUSTOMISED,
		options: [{ displayName: 'Rule', name: 'rule', values: ruleFields }],
		description: 'Rules that differ from their defaults',
	},
	{
		displayName: 'Allow Lists',
		name: 'allow',
		type: 'collection',
		placeholder: 'Add List',
		default: {},
		displayOptions: WHEN_CUSTOMISED,
		options: [
			{
				displayName: 'Affiliates',
				name: 'affiliates',
				type: 'string',
				default: '',
				placeholder: 'e.g. anna, agency-7',
				description: 'Codes of affiliates whose orders always pass, with commas between them',
			},
			{
				displayName: 'Customer Emails',
				name: 'emails',
				type: 'string',
				default: '',
				placeholder: 'e.g. buyer@agency.example',
				description: 'Customers whose orders always pass, with commas between them',
			},
			{
				displayName: 'Customer Keys',
				name: 'customerKeys',
				type: 'string',
				default: '',
				placeholder: 'e.g. 9f3c…',
				description: 'Keyed hashes of customers whose orders always pass, with commas between them',
			},
		],
	},
	{
		displayName: 'Review',
		name: 'review',
		type: 'collection',
		placeholder: 'Add Setting',
		default: {},
		displayOptions: WHEN_CUSTOMISED,
		options: [
			{
				displayName: 'Days',
				name: 'days',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 365, numberPrecision: 0 },
				default: 30,
				description: 'Days until a review ends by itself',
			},
			{
				displayName: 'When Nobody Decides',
				name: 'onExpiry',
				type: 'options',
				options: [
					{ name: 'Decline', value: 'decline' },
					{ name: 'Release', value: 'release', description: 'In doubt for the affiliate' },
				],
				default: 'release',
				description: 'What happens to the commissions then',
			},
		],
	},
	{
		displayName: 'Thresholds',
		name: 'thresholds',
		type: 'collection',
		placeholder: 'Add Threshold',
		default: {},
		displayOptions: WHEN_CUSTOMISED,
		options: [
			{
				displayName: 'Decline From',
				name: 'decline',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 2 },
				default: decline,
				description: 'Score from which an order is rejected',
			},
			{
				displayName: 'Flag From',
				name: 'flag',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 2 },
				default: flag,
				description: 'Score from which an order is flagged for a review',
			},
			{
				displayName: 'Hold From',
				name: 'hold',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 2 },
				default: hold,
				description: 'Score from which an order is held for a review',
			},
		],
	},
];
