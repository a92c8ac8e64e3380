import { optionalInstant, textList, type Collection } from '../../fields';
import { entriesOf, idFromName } from './formEntries';

export function moneyOf(value: unknown, currency: string): { amount: string; currency: string } {
	return { amount: String(value ?? '').trim(), currency };
}

/** A percentage or amount of the form, as the JSON that plans hold. */
export function flatRateOf(fields: Collection, currency: string): Record<string, unknown> {
	const type = fields.rateType ?? 'percentage';
	return type === 'percentage'
		? { type, percent: String(fields.percent ?? '10').trim() }
		: { type, amount: moneyOf(fields.amount ?? '5.00', currency) };
}

/** The general rate of the form; null for none. */
export function rateOf(fields: Collection, currency: string): Record<string, unknown> | null {
	if (fields.rateType === 'none') return null;
	if (fields.rateType !== 'tiered') return flatRateOf(fields, currency);
	const options = (fields.tierOptions ?? {}) as Collection;
	return {
		type: 'tiered',
		mode: options.mode ?? 'threshold',
		metric: fields.tierMetric,
		window: fields.tierWindow,
		rollingDays: fields.tierWindow === 'rolling' ? (options.rollingDays ?? 30) : null,
		timeZone: options.timeZone ?? 'UTC',
		isRetroactive: options.isRetroactive === true,
		mayFallBack: options.mayFallBack !== false,
		tiers: entriesOf(fields.tiers, 'tier').map((tier) => ({
			from: String(tier.from ?? '0').trim(),
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

/** The rules of the form, still with the codes of their affiliates. */
export function rulesOf(fields: unknown, currency: string) {
	return entriesOf(fields, 'rule').map((entry, index) => ({
		ruleId: idFromName(entry.name, `rule-${index + 1}`),
		name: String(entry.name ?? '').trim() || `Rule ${index + 1}`,
		affiliateCodes: textList(entry.affiliateCodes),
		match: {
			affiliateGroups: textList(entry.affiliateGroups),
			coupons: textList(entry.coupons),
			skus: textList(entry.skus),
			productIds: textList(entry.productIds),
			categories: textList(entry.categories),
			campaigns: textList(entry.campaigns),
			countries: textList(entry.countries),
			actions: textList(entry.actions),
			customer: entry.customer === '' ? null : (entry.customer ?? null),
			paymentFrom: optionalNumber(entry.paymentFrom),
			paymentTo: optionalNumber(entry.paymentTo),
		},
		rate: flatRateOf(entry, currency),
		priority: entry.priority ?? 0,
		holdDays: optionalNumber(entry.holdDays),
	}));
}

/** Null for an empty field; a text that is no number is left for the plan's check to name. */
function optionalNumber(value: unknown): unknown {
	const text = String(value ?? '').trim();
	if (text === '') return null;
	return /^\d+$/.test(text) ? Number(text) : text;
}
