import type { Click } from '../../../../model/click';
import type { FraudFacts } from '../../../../model/fraud-facts';

/**
 * Parameters that advertising networks put on the links of their ads, and only there. Facebook's
 * `fbclid` is on every link that somebody posts, so it says nothing.
 */
const AD_PARAMETERS: ReadonlySet<string> = new Set([
	'gclid',
	'gbraid',
	'wbraid',
	'msclkid',
	'ttclid',
	'twclid',
	'li_fat_id',
	'rdclid',
]);

const AD_PREFIX = 'gad_';

const PAID_MEDIUM = /^(?:cpc|ppc|paid[\w-]{0,40})$/;

/** A visit that somebody paid an advertising network for. */
export interface PaidVisit {
	/** What shows it: a parameter's name, or "utm_medium cpc". */
	readonly sign: string;
	/** Campaigns that the visit names, in lower case. */
	readonly campaigns: readonly string[];
	/** Search terms that it names. */
	readonly terms: readonly string[];
}

/** How a credited click shows that it was paid for; null when it does not. */
export function paidClick({ utm }: Click): PaidVisit | null {
	return paidVisit(
		Object.fromEntries(Object.entries(utm).map(([name, value]) => [prefixed(name), value])),
	);
}

/** How the visit that bought shows that it was paid for; null when it does not. */
export function paidLanding({ visit, order }: FraudFacts): PaidVisit | null {
	const utm = Object.entries(order.tracking.utm).map(([name, value]) => [prefixed(name), value]);
	return paidVisit({ ...Object.fromEntries(utm), ...visit.landingParameters });
}

/** Whether the landing page names the affiliate or the click, so that the paid link was theirs. */
export function isLandingOf({ visit }: FraudFacts, names: readonly (string | null)[]): boolean {
	const wanted = new Set(names.flatMap((name) => (name === null ? [] : [name.toLowerCase()])));
	return Object.values(visit.landingParameters).some((value) => wanted.has(value.toLowerCase()));
}

function prefixed(name: string): string {
	const plain = name.toLowerCase();
	return plain.startsWith('utm_') ? plain : `utm_${plain}`;
}

function paidVisit(parameters: Readonly<Record<string, string>>): PaidVisit | null {
	const medium = (parameters['utm_medium'] ?? '').trim().toLowerCase();
	const parameter = Object.keys(parameters).find(
		(name) => AD_PARAMETERS.has(name) || name.startsWith(AD_PREFIX),
	);
	const sign = parameter ?? (PAID_MEDIUM.test(medium) ? `utm_medium ${medium}` : null);
	if (sign === null) return null;
	const valuesOf = (names: readonly string[]) =>
		names.flatMap((name) => {
			const value = (parameters[name] ?? '').trim().toLowerCase();
			return value === '' ? [] : [value];
		});
	return {
		sign,
		campaigns: valuesOf(['utm_campaign', 'utm_id', 'gad_campaignid']),
		terms: valuesOf(['utm_term', 'keyword']),
	};
}
