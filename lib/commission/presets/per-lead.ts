import { z } from 'zod/v4';
import { codeSchema } from '../../model/primitives';
import { definePlanPreset } from './plan-preset';
import { presetAmountSchema } from './preset-amount';
import { standardTerms } from './standard-terms';

export const perLead = definePlanPreset({
	value: 'perLead',
	name: 'Per Lead',
	description: 'A fixed amount for every lead or other named action; orders earn nothing',
	parameters: z.object({
		action: codeSchema.default('lead').describe('Name of the action'),
		amount: presetAmountSchema.describe('Per action, in the currency of the programme'),
	}),
	example: { action: 'lead', amount: '5.00' },
	terms: (currency, { action, amount }) => ({
		...standardTerms(`${amount} ${currency} per ${action}`),
		rules: [
			{
				ruleId: 'per-action',
				name: `Every ${action}`,
				match: { actions: [action] },
				rate: { type: 'fixed', amount: { amount, currency } },
			},
		],
		// A lead has no goods that its commission could be capped at.
		isCappedAtBase: false,
	}),
});
