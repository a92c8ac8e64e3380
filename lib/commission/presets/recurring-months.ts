import { z } from 'zod/v4';
import { decimalSchema } from '../../model/primitives';
import { definePlanPreset } from './plan-preset';
import { standardTerms } from './standard-terms';

export const recurringMonths = definePlanPreset({
	value: 'recurringMonths',
	name: 'Recurring for 12 Months',
	description: 'A percentage of every payment of a subscription, for the first twelve months',
	parameters: z.object({
		percent: decimalSchema.default('20').describe('Of every payment'),
		months: z
			.int()
			.min(1)
			.max(1_200)
			.default(12)
			.describe('Calendar months from the first payment'),
	}),
	example: { percent: '20', months: 12 },
	terms: (_currency, { percent, months }) => ({
		...standardTerms(
			`${percent} % of every payment for ${months} ${months === 1 ? 'month' : 'months'}`,
		),
		rate: { type: 'percentage', percent },
		recurring: { maximumMonths: months },
	}),
});
