import { AffiliateError, type Money } from '../../../../lib/kernel';
import type { Plan } from '../../../../lib/model/plan';

/**
 * Every amount of a plan is in its programme's currency, or no order could be priced by it (C22).
 * Throws `currency_mismatch` that names the first other one.
 */
export function requireProgrammeCurrency(plan: Plan, currency: string): void {
	const foreign = foreignAmount(plan, currency, 'plan');
	if (foreign === null) return;
	throw new AffiliateError(
		`${foreign.path} is in ${foreign.currency}, but the programme is in ${currency}`,
		{
			code: 'currency_mismatch',
			path: foreign.path,
			hint: `Write the amount in ${currency}; orders in other currencies are converted.`,
		},
	);
}

interface PlacedCurrency {
	readonly path: string;
	readonly currency: string;
}

function foreignAmount(value: unknown, currency: string, path: string): PlacedCurrency | null {
	if (typeof value !== 'object' || value === null) return null;
	if (isMoney(value)) {
		return value.currency === currency ? null : { path, currency: value.currency };
	}
	for (const [key, part] of Object.entries(value)) {
		const place = Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`;
		const found = foreignAmount(part, currency, place);
		if (found !== null) return found;
	}
	return null;
}

function isMoney(value: object): value is Money {
	return 'amountMinor' in value && 'currency' in value;
}
