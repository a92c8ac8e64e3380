import { z } from 'zod/v4';
import { decimalSchema } from '../../model/primitives';
import { definePlanPreset } from './plan-preset';
import { standardTerms } from './standard-terms';

export const flatPercentage = definePlanPreset({
	value: 'flatPercentage',
	name: 'Flat Percentage',
	description: 'The same percentage of every order',
	parameters: z.object({
		percent: decimalSchema.default('10').describe('Percent of the base'),
	}),
	example: { percent: '10' },
	terms: (_currency, { percent }) => ({
		...standardTerms(`${percent} % of every order`),
		rate: { type: 'percentage', percent },
	}),
});
