import type { INodeProperties } from 'n8n-workflow';
import { FRAUD_RULES, type FraudRule } from '../../lib/fraud';

/** Rules by title, for a person to find them. */
const rulesByTitle = FRAUD_RULES.filter(
	({ stage }) => stage === 'order' || stage === 'signup',
).sort((a, b) => a.title.localeCompare(b.title));

/** Name of the field that holds a parameter of a rule. */
export function parameterName(ruleId: string, name: string): string {
	return `${ruleId}_${name}`;
}

/** Parameters of one rule, shown once the rule is chosen. */
function parametersOf({ id, parameterFields, defaultParameters }: FraudRule): INodeProperties[] {
	return parameterFields.map(({ name, title, description, type, placeholder }) => {
		const value = defaultParameters[name];
		return {
			displayName: title,
			name: parameterName(id, name),
			type: type === 'list' ? 'string' : type,
			default: type === 'list' ? (value as readonly string[]).join(', ') : (value as number),
			...(placeholder === undefined ? {} : { placeholder }),
			displayOptions: { show: { ruleId: [id] } },
			description: type === 'list' ? `${description}; with commas between them` : description,
		};
	});
}

/** What a policy may change about one rule. */
export const ruleFields: INodeProperties[] = [
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
		description: 'Which rule differs from its default',
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
		description: 'What the rule may do',
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
	{
		displayName: 'Never Mute',
		name: 'keepsUnmuted',
		type: 'boolean',
		default: false,
		description:
			'Whether the rule counts even after people found most of its hits wrong; else it then only monitors',
	},
	...rulesByTitle.flatMap(parametersOf),
];
