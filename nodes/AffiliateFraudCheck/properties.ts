import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { DEFAULT_FRAUD_POLICY, FRAUD_RULES, type FraudRule } from '../../lib/fraud';
import { modelSourceProperties } from '../shared/modelSource';

const WHEN_CUSTOMISED: IDisplayOptions = { show: { policy: ['customise'] } };

const { flag, hold, decline } = DEFAULT_FRAUD_POLICY.thresholds;

/** Rules by title, for a person to find them. */
const rulesByTitle = [...FRAUD_RULES].sort((a, b) => a.title.localeCompare(b.title));

const ruleFields: INodeProperties[] = [
	{
		displayName: 'Rule',
		name: 'ruleId',
		type: 'options',
		noDataExpression: true,
		default: 'F11',
		options: rulesByTitle.map(({ id, title, description }) => ({
			name: `${title} (${id})`,
			value: id,
			description,
		})),
	},
	{
		displayName: 'Mode',
		name: 'mode',
		type: 'options',
		noDataExpression: true,
		default: 'on',
		options: [
			{
				name: 'Monitor',
				value: 'monitor',
				description: 'Shows what the rule finds, without effect on the verdict',
			},
			{ name: 'Off', value: 'off', description: 'Does not look at all' },
			{ name: 'On', value: 'on', description: 'Counts towards the verdict' },
		],
	},
	{
		displayName: 'When Unknown',
		name: 'onUnknown',
		type: 'options',
		noDataExpression: true,
		default: 'rule',
		options: [
			{
				name: 'As the Rule Says',
				value: 'rule',
				description: 'Most rules ask for a review when they cannot look',
			},
			{ name: 'Let Pass', value: 'allow', description: 'Only shows that the rule could not look' },
			{ name: 'Review', value: 'hold', description: 'Sends the order to the output Review' },
		],
		description: 'What happens when a click, an affiliate or an address to compare is missing',
	},
	{
		displayName: 'Own Weight',
		name: 'hasWeight',
		type: 'boolean',
		default: false,
		description: 'Whether to set how much a hit of the rule adds to the score',
	},
	{
		displayName: 'Weight',
		name: 'weight',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 2 },
		default: 0.5,
		displayOptions: { show: { hasWeight: [true] } },
		description: 'From 0 to 1; hits add up as 1 − (1 − a)(1 − b)',
	},
];

/** Lists of one rule of the catalogue, as a collection of text fields. */
function listsOf({ id, title, parameterFields }: FraudRule): INodeProperties {
	return {
		displayName: `${title} Lists`,
		name: listsName(id),
		type: 'collection',
		placeholder: 'Add List',
		default: {},
		displayOptions: WHEN_CUSTOMISED,
		options: parameterFields.map((field) => ({
			displayName: field.title,
			name: field.name,
			type: 'string',
			default: '',
			placeholder: field.placeholder,
			description: `${field.description}; with commas between them`,
		})),
	};
}

/** Name of the field that holds the lists of a rule. */
export function listsName(ruleId: string): string {
	return `${ruleId.toLowerCase()}Lists`;
}

/** Every field of the node; what a rule needs comes from the catalogue. */
export const fraudCheckProperties: INodeProperties[] = [
	...modelSourceProperties('order', 'Order'),
	...modelSourceProperties('attribution', 'Attribution'),
	{
		displayName: 'Policy',
		name: 'policy',
		type: 'options',
		noDataExpression: true,
		default: 'default',
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
			"JSON with any of the keys 'rules', 'thresholds' and 'allow'; what is left out stays as in the default",
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
	...FRAUD_RULES.filter(({ parameterFields }) => parameterFields.length > 0).map(listsOf),
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
