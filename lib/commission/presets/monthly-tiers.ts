import { z } from 'zod/v4';
import { TIER_MODES } from '../../model/plan/rate';
import { decimalSchema, timeZoneSchema } from '../../model/primitives';
import { definePlanPreset } from './plan-preset';
import { standardTerms } from './standard-terms';

const tierSchema = z.object({
	from: decimalSchema.describe('Revenue of the month from which the percentage applies'),
	percent: decimalSchema,
});

export const monthlyTiers = definePlanPreset({
	value: 'monthlyTiers',
	name: 'Tiered by Monthly Revenue',
	description: 'The more an affiliate sells in a month, the higher its percentage',
	parameters: z.object({
		tiers: z
			.array(tierSchema)
			.min(1)
			.max(50)
			.default([
				{ from: '0', percent: '5' },
				{ from: '1000', percent: '8' },
				{ from: '5000', percent: '12' },
			])
			.describe('Lowest first; begin with 0 so that the first order earns'),
		mode: z
			.enum(TIER_MODES)
			.default('threshold')
			.describe('Rate the whole order at the tier reached, or only what lies above it'),
		timeZone: timeZoneSchema.default('UTC').describe('In which the month begins'),
	}),
	example: {
		tiers: [
			{ from: '0', percent: '5' },
			{ from: '1000', percent: '8' },
			{ from: '5000', percent: '12' },
		],
	},
	terms: (_currency, { tiers, mode, timeZone }) => ({
		...standardTerms(
			`${tiers.map(({ percent }) => `${percent} %`).join(' / ')} by monthly revenue`.slice(0, 200),
		),
		rate: {
			type: 'tiered',
			mode,
			metric: 'revenue',
			window: 'month',
			timeZone,
			tiers: tiers.map(({ from, percent }) => ({ from, rate: { type: 'percentage', percent } })),
		},
	}),
});
