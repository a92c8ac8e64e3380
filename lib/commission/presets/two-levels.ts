import { z } from 'zod/v4';
import { decimalSchema } from '../../model/primitives';
import { definePlanPreset } from './plan-preset';
import { standardTerms } from './standard-terms';

export const twoLevels = definePlanPreset({
	value: 'twoLevels',
	name: 'Two Levels',
	description: 'A percentage for the affiliate, and a smaller one for who recruited it',
	parameters: z.object({
		percent: decimalSchema.default('10').describe('For the affiliate, of the base'),
		recruiterPercent: decimalSchema
			.default('2')
			.describe('For who recruited it, of the base of the order'),
	}),
	example: { percent: '10', recruiterPercent: '2' },
	terms: (_currency, { percent, recruiterPercent }) => ({
		...standardTerms(`${percent} % and ${recruiterPercent} % for the recruiter`),
		rate: { type: 'percentage', percent },
		levels: { basis: 'base', percents: [recruiterPercent] },
	}),
});
