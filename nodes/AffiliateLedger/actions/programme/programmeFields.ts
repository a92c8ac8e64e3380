import type { INodeProperties } from 'n8n-workflow';
import {
	ATTRIBUTION_MODEL_DEFINITIONS,
	COUPON_POLICY_DEFINITIONS,
	MAXIMUM_LOOKBACK_DAYS,
} from '../../../../lib/attribution';
import {
	DEFAULT_ATTRIBUTION_SETTINGS,
	type AttributionSettings,
	type Programme,
} from '../../../../lib/model/programme';
import { activeOrPausedField, type Collection } from '../../fields';

interface Choice {
	readonly id: string;
	readonly title: string;
	readonly description: string;
}

function choices(definitions: Readonly<Record<string, Choice>>) {
	return Object.values(definitions)
		.map(({ id, title, description }) => ({ name: title, value: id, description }))
		.sort((a, b) => a.name.localeCompare(b.name));
}

const models = choices(ATTRIBUTION_MODEL_DEFINITIONS);

/** What a programme may have besides what it needs, by title. */
export const programmeFields: readonly INodeProperties[] = [
	{
		displayName: 'Attribution Model',
		name: 'attributionModel',
		type: 'options',
		options: models,
		default: 'last_click',
		description: 'Which touches get the credit',
	},
	{
		displayName: 'Checkout Seconds',
		name: 'interceptionSeconds',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 3_600, numberPrecision: 0 },
		default: 120,
		description:
			'A first click this shortly before the order came into a purchase under way: the credit goes back to an earlier partner; 0 switches this off',
	},
	{
		displayName: 'Coupon Policy',
		name: 'couponPolicy',
		type: 'options',
		options: choices(COUPON_POLICY_DEFINITIONS),
		default: 'always',
		description: 'What a coupon of an affiliate counts against clicks',
	},
	{
		displayName: 'Fallback Model',
		name: 'fallbackModel',
		type: 'options',
		options: models.filter(({ value }) => value !== 'data_driven'),
		default: 'position_based',
		description: 'What decides where the data-driven model has too little data',
	},
	{
		displayName: 'Earlier Partner Within Days',
		name: 'interceptionLookbackDays',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 730, numberPrecision: 0 },
		default: 30,
		description: 'How old the click of the earlier partner may be that gets the credit back',
	},
	{
		displayName: 'First Touch Percent',
		name: 'firstPercent',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 100, numberPrecision: 0 },
		default: 40,
		description: 'Position-based: part of the first touch',
	},
	{
		displayName: 'Half-Life Days',
		name: 'halfLifeDays',
		type: 'number',
		typeOptions: { minValue: 0.1, maxValue: 365 },
		default: 7,
		description: 'Time decay: a touch this many days old counts half',
	},
	{
		displayName: 'Last Touch Percent',
		name: 'lastPercent',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 100, numberPrecision: 0 },
		default: 40,
		description: 'Position-based: part of the last touch',
	},
	{
		displayName: 'Look-Back Days',
		name: 'lookbackDays',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: MAXIMUM_LOOKBACK_DAYS },
		default: 30,
		description: 'How many days before the order a touch may lie',
	},
	activeOrPausedField,
	{
		displayName: 'Weights Maximum Age Days',
		name: 'weightsMaximumAgeDays',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 365, numberPrecision: 0 },
		default: 30,
		description: 'Data-driven: older weights are not used, the fallback model decides',
	},
];

/** What the models need beside their name; what is left out keeps its value. */
export function attributionSettingsOf(
	extra: Collection,
	known: Programme | null,
): AttributionSettings {
	const before = known?.attributionSettings ?? DEFAULT_ATTRIBUTION_SETTINGS;
	const given = Object.fromEntries(
		Object.keys(DEFAULT_ATTRIBUTION_SETTINGS).flatMap((name) =>
			extra[name] === undefined || extra[name] === '' ? [] : [[name, extra[name]]],
		),
	);
	return { ...before, ...given };
}
