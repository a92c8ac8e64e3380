import { z } from 'zod/v4';
import { decimalSchema } from '../../model/primitives';
import { definePlanPreset } from './plan-preset';
import { standardTerms } from './standard-terms';

export const newCustomers = definePlanPreset({
	value: 'newCustomers',
	name: 'New and Returning Customers',
	description:
		'One percentage for the first order of a customer, another for later ones and where it is not known',
	parameters: z.object({
		newPercent: decimalSchema.default('15').describe('For the first order of a customer'),
		returningPercent: decimalSchema.default('5').describe('For later orders'),
	}),
	example: { newPercent: '15', returningPercent: '5' },
	terms: (_currency, { newPercent, returningPercent }) => ({
		...standardTerms(`${newPercent} % for new customers, ${returningPercent} % for returning ones`),
		rate: { type: 'percentage', percent: returningPercent },
		rules: [
			{
				ruleId: 'new-customers',
				name: 'New customers',
				match: { customer: 'new' },
				rate: { type: 'percentage', percent: newPercent },
			},
		],
	}),
});
