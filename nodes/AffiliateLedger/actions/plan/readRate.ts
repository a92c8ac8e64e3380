import { optionalInstant, type Collection } from '../../fields';

/** A percentage or amount of the form, as the JSON that plans hold. */
function flatRateOf(fields: Collection, currency: string): Record<string, unknown> {
	return fields.rateType === 'fixed'
		? { type: 'fixed', amount: { amount: String(fields.amount ?? ''), currency } }
		: { type: 'percentage', percent: String(fields.percent ?? '') };
}

/** The rate of the whole form. */
export function rateOf(fields: Collection, currency: string): Record<string, unknown> {
	if (fields.rateType !== 'tiered') return flatRateOf(fields, currency);
	return {
		type: 'tiered',
		metric: fields.tierMetric,
		window: fields.tierWindow,
		tiers: entriesOf(fields.tiers, 'tier').map((tier) => ({
			from: String(tier.from ?? ''),
			rate: flatRateOf(tier, currency),
		})),
	};
}

/** The rates of single affiliates, still with their codes. */
export function affiliateRatesOf(fields: Collection, currency: string) {
	return entriesOf(fields.affiliateRates, 'affiliateRate').map((entry) => ({
		affiliateCode: String(entry.affiliateCode ?? '').trim(),
		rate: flatRateOf(entry, currency),
		effectiveFrom: optionalInstant(entry, 'effectiveFrom'),
		effectiveTo: optionalInstant(entry, 'effectiveTo'),
	}));
}

function entriesOf(collection: unknown, name: string): Collection[] {
	const entries = (collection as Record<string, unknown> | undefined)?.[name];
	return Array.isArray(entries) ? (entries as Collection[]) : [];
}
