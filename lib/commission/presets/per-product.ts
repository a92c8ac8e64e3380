import { z } from 'zod/v4';
import { decimalSchema } from '../../model/primitives';
import { definePlanPreset } from './plan-preset';
import { standardTerms } from './standard-terms';

export const perProduct = definePlanPreset({
	value: 'perProduct',
	name: 'Per Product',
	description: 'One percentage for listed products, another for everything else',
	parameters: z.object({
		skus: z
			.array(z.string().trim().min(1).max(200))
			.min(1)
			.max(5_000)
			.describe('SKUs with a percentage of their own'),
		percent: decimalSchema.default('15').describe('For the listed products'),
		otherPercent: decimalSchema.default('5').describe('For everything else; "0" for nothing'),
	}),
	example: { skus: ['GRINDER-1', 'BEANS-1KG'], percent: '15', otherPercent: '5' },
	terms: (_currency, { skus, percent, otherPercent }) => ({
		...standardTerms(`${percent} % on listed products, ${otherPercent} % on the others`),
		rate: { type: 'percentage', percent: otherPercent },
		rules: [
			{
				ruleId: 'listed-products',
				name: 'Listed products',
				match: { skus },
				rate: { type: 'percentage', percent },
			},
		],
	}),
});
