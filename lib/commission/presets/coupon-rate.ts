import { z } from 'zod/v4';
import { decimalSchema } from '../../model/primitives';
import { definePlanPreset } from './plan-preset';
import { standardTerms } from './standard-terms';

export const couponRate = definePlanPreset({
	value: 'couponRate',
	name: 'Coupon Rate',
	description: "One percentage for links, another where the affiliate's coupon earned the credit",
	parameters: z.object({
		percent: decimalSchema.default('10').describe('For orders through a link'),
		couponPercent: decimalSchema.default('5').describe("With the affiliate's coupon"),
	}),
	example: { percent: '10', couponPercent: '5' },
	terms: (_currency, { percent, couponPercent }) => ({
		...standardTerms(`${percent} % by link, ${couponPercent} % by coupon`),
		rate: { type: 'percentage', percent },
		rules: [
			{
				ruleId: 'by-coupon',
				name: "The affiliate's coupon",
				when: { field: 'touch.kind', operator: 'eq', value: 'coupon' },
				rate: { type: 'percentage', percent: couponPercent },
			},
		],
	}),
});
