import type { PlanTermsJson } from './plan-preset';

/**
 * What all presets begin with: goods after discounts, without tax and shipping; rounded half-up;
 * held for 30 days, which is longer than most shops take goods back.
 */
export function standardTerms(name: string): PlanTermsJson {
	return {
		name,
		rate: null,
		affiliateRates: [],
		base: { includeTax: false, includeShipping: false, includeFees: false, excludedSkus: [] },
		rounding: 'half_up',
		holdDays: 30,
	};
}
