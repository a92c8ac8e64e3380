import { z } from 'zod/v4';
import { definePlanPreset } from './plan-preset';
import { presetAmountSchema } from './preset-amount';
import { standardTerms } from './standard-terms';

export const perClick = definePlanPreset({
	value: 'perClick',
	name: 'Per Click',
	description: 'A fixed amount for every counted click; orders earn nothing',
	parameters: z.object({
		amount: presetAmountSchema.describe('Per click, in the currency of the programme'),
	}),
	example: { amount: '0.10' },
	terms: (currency, { amount }) => ({
		...standardTerms(`${amount} ${currency} per click`),
		clicks: { type: 'per_click', amount: { amount, currency } },
	}),
});
