import type { INodeProperties } from 'n8n-workflow';
import type { z } from 'zod/v4';
import { PLAN_PRESETS, type PlanPreset } from '../../../../lib/commission';
import { AffiliateError } from '../../../../lib/kernel';
import { textList } from '../../fields';
import type { OperationContext } from '../../operation';
import { entriesOf } from './formEntries';
import type { PlanTerms } from './readPlan';

const ENTRY = 'entry';

/** A ready plan, and fields for the few values it is made from. */
export const presetFields: readonly INodeProperties[] = [
	{
		displayName: 'Preset',
		name: 'preset',
		type: 'options',
		options: PLAN_PRESETS.map(({ name, value, description }) => ({ name, value, description })),
		default: 'flatPercentage',
		displayOptions: { show: { definePlanBy: ['preset'] } },
	},
	...PLAN_PRESETS.flatMap(valueFields),
];

/** Terms of the chosen preset. Throws `unknown_preset` and `invalid_input`. */
export function termsFromPreset(context: OperationContext, currency: string): PlanTerms {
	const { execute, itemIndex } = context;
	const value = String(execute.getNodeParameter('preset', itemIndex, 'flatPercentage'));
	const preset = PLAN_PRESETS.find((entry) => entry.value === value);
	if (preset === undefined) {
		throw new AffiliateError(`There is no preset '${value}'`, {
			code: 'unknown_preset',
			path: 'preset',
			hint: `Choose one of ${PLAN_PRESETS.map((entry) => entry.value).join(', ')}.`,
		});
	}
	const parameters = Object.fromEntries(
		parameterNames(preset).map((name) => [
			name,
			readValue(
				execute.getNodeParameter(fieldName(preset, name), itemIndex, null),
				preset.example[name],
			),
		]),
	);
	const { name: _name, ...terms } = preset.terms(currency, parameters);
	return terms;
}

/** One field per parameter, in the shape of the preset's example. */
function valueFields(preset: PlanPreset): INodeProperties[] {
	return parameterNames(preset).map((name) => {
		const example = preset.example[name];
		const schema = preset.parameters.shape[name] as z.ZodType | undefined;
		return {
			displayName: titleOf(name),
			name: fieldName(preset, name),
			...shapeOf(example),
			...(schema?.description === undefined ? {} : { description: schema.description }),
			displayOptions: { show: { definePlanBy: ['preset'], preset: [preset.value] } },
		};
	});
}

/** Presets share words such as 'percent' with the other fields of the node, so each has its own. */
function fieldName(preset: PlanPreset, parameter: string): string {
	return `${preset.value}${parameter.charAt(0).toUpperCase()}${parameter.slice(1)}`;
}

/** A parameter without an example, such as a time zone, keeps its usual value. */
function parameterNames(preset: PlanPreset): string[] {
	return Object.keys(preset.parameters.shape).filter((name) => name in preset.example);
}

function shapeOf(example: unknown): Pick<INodeProperties, 'type' | 'default'> & object {
	if (typeof example === 'number') return { type: 'number', default: example };
	if (!Array.isArray(example)) return { type: 'string', default: String(example) };
	const [first] = example as unknown[];
	if (typeof first !== 'object' || first === null) {
		return { type: 'string', default: example.join(', ') };
	}
	return {
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		default: { [ENTRY]: example },
		options: [
			{
				displayName: 'Entry',
				name: ENTRY,
				values: Object.keys(first).map((key) => ({
					displayName: titleOf(key),
					name: key,
					type: 'string' as const,
					default: '',
				})),
			},
		],
	} as Pick<INodeProperties, 'type' | 'default'>;
}

function readValue(value: unknown, example: unknown): unknown {
	if (value === null || value === '') return undefined;
	if (!Array.isArray(example)) return typeof example === 'number' ? Number(value) : String(value);
	return typeof example[0] === 'object' ? entriesOf(value, ENTRY) : textList(value);
}

/** "recruiterPercent" is "Recruiter Percent", "skus" is "SKUs". */
function titleOf(name: string): string {
	if (name === 'skus') return 'SKUs';
	const spaced = name.replace(/([A-Z])/g, ' $1');
	return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
