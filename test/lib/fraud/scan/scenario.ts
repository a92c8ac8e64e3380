import {
	activeRules,
	DEFAULT_FRAUD_POLICY,
	FRAUD_RULES,
	type AffiliateFacts,
	type CouponFacts,
	type CouponUseFact,
	type LeadFact,
	type ScannedOrder,
} from '../../../../lib/fraud';
import type { FraudRule, Observation, StageFacts } from '../../../../lib/fraud/define-fraud-rule';
import { SCAN_RULES } from '../../../../lib/fraud/rules/scan';
import { daysBefore } from '../../../../lib/fraud/rules/scan/measure/calendar-date';
import { emptyDay, programmeDays } from '../../../../lib/fraud/scan/assemble/programme-days';
import { addDays } from '../../../../lib/kernel';
import type { AffiliateDay } from '../../../../lib/model/affiliate-day';
import { ruleOverrideSchema, type FraudPolicy } from '../../../../lib/model/fraud-policy';
import type { CheckedAffiliate } from '../../../../lib/model/fraud-facts';
import { seededRandom } from '../../../../lib/statistics';

const ALL_ON: FraudPolicy = {
	...DEFAULT_FRAUD_POLICY,
	rules: Object.fromEntries(
		FRAUD_RULES.map(({ id }) => [id, ruleOverrideSchema.parse({ mode: 'on' })]),
	),
};

export const NOW = '2026-06-17T02:00:00.000Z';
export const LAST_DATE = '2026-06-16';

export function aDay(overrides: Partial<AffiliateDay> = {}): AffiliateDay {
	return { ...emptyDay(LAST_DATE), affiliateId: 'aff_anna', ...overrides };
}

export function aCheckedAffiliate(overrides: Partial<CheckedAffiliate> = {}): CheckedAffiliate {
	return {
		affiliateId: 'aff_anna',
		code: 'anna',
		status: 'active',
		groupCode: null,
		partnerType: null,
		mayIntercept: false,
		sites: [],
		lookbackDays: null,
		createdAt: '2026-01-01T00:00:00.000Z',
		openCase: null,
		...overrides,
	};
}

export function aScannedOrder(overrides: Partial<ScannedOrder> = {}): ScannedOrder {
	return {
		conversionId: 'cnv_1',
		orderedAt: '2026-06-01T10:00:00.000Z',
		netMinor: 8_733,
		customerKey: null,
		refundedAt: null,
		disputedAt: null,
		failedPayments: 0,
		...overrides,
	};
}

export function orders(
	count: number,
	each: (index: number) => Partial<ScannedOrder> = () => ({}),
): ScannedOrder[] {
	return Array.from({ length: count }, (_, index) =>
		aScannedOrder({ conversionId: `cnv_${index}`, ...each(index) }),
	);
}

export function leads(count: number, each: (index: number) => Partial<LeadFact>): LeadFact[] {
	return Array.from({ length: count }, (_, index) => ({
		at: addDays('2026-06-01T00:00:00.000Z', index / 7),
		contentHash: `text_${index}`,
		hasLaterActivity: true,
		...each(index),
	}));
}

/** Moments that come by chance, a mean of some seconds apart. */
export function chanceMoments(count: number, meanSeconds: number, seed: string): string[] {
	const random = seededRandom(seed);
	let days = 0;
	return Array.from({ length: count }, () => {
		days += (-Math.log(1 - random()) * meanSeconds) / 86_400;
		return addDays('2026-04-01T07:13:21.000Z', days);
	});
}

export interface AffiliateScene extends Partial<Omit<AffiliateFacts, 'programmeDays'>> {
	/** Days of everybody else. */
	readonly others?: readonly AffiliateDay[];
}

/** An affiliate with nothing to report in a programme of its own. */
export function affiliateFacts({
	others = [],
	days = [],
	...overrides
}: AffiliateScene = {}): AffiliateFacts {
	return {
		affiliate: aCheckedAffiliate(),
		programmeId: 'prg_1',
		now: NOW,
		lastDate: LAST_DATE,
		days,
		programmeDays: programmeDays([...days, ...others]),
		orders: [],
		interceptions: 0,
		leads: [],
		leadBaseline: null,
		paidAt: [],
		duplicates: [],
		ring: null,
		anomaly: null,
		...overrides,
	};
}

export function aUse(overrides: Partial<CouponUseFact> = {}): CouponUseFact {
	return {
		orderedAt: '2026-06-10T12:00:00.000Z',
		customerKey: null,
		country: 'DE',
		referrerHost: 'blog.example.com',
		isFromCouponSite: false,
		hasOwnerClick: false,
		...overrides,
	};
}

export function uses(
	count: number,
	each: (index: number) => Partial<CouponUseFact> = () => ({}),
): CouponUseFact[] {
	return Array.from({ length: count }, (_, index) => aUse(each(index)));
}

export function couponFacts(overrides: Partial<CouponFacts> = {}): CouponFacts {
	return {
		couponCode: 'ANNA10',
		affiliateId: 'aff_anna',
		affiliateCode: 'anna',
		programmeId: 'prg_1',
		now: NOW,
		lastDate: LAST_DATE,
		uses: [],
		usualCountries: 1,
		usualReferrers: 1,
		...overrides,
	};
}

/** Every rule that looks by night at an affiliate, the nightly parts of order rules as well. */
export const AFFILIATE_RULES: readonly FraudRule[] = activeRules('affiliate', ALL_ON);

export function ruleOf(id: string): FraudRule {
	const rule = [...AFFILIATE_RULES, ...SCAN_RULES].find((candidate) => candidate.id === id);
	if (rule === undefined) throw new Error(`No rule ${id}`);
	return rule;
}

export function look(
	id: string,
	facts: StageFacts[keyof StageFacts],
	parameters: Record<string, unknown> = {},
): Observation {
	return ruleOf(id).evaluate(facts, parameters);
}

export function lookAt(
	id: string,
	scene: AffiliateScene,
	parameters: Record<string, unknown> = {},
): Observation {
	return look(id, affiliateFacts(scene), parameters);
}

/** Days of a quiet affiliate up to the last date, oldest first, with some noise by seed. */
export function quietDays(
	affiliateId: string,
	count: number,
	seed: string,
	each: (date: string) => { readonly clicks?: number; readonly trend?: number } = () => ({}),
): AffiliateDay[] {
	const random = seededRandom(`${affiliateId} ${seed}`);
	const noise = (mean: number, spread: number) =>
		Math.max(0, Math.round(mean * (1 + spread * (random() + random() + random() - 1.5))));
	return Array.from({ length: count }, (_, index) => {
		const date = daysBefore(LAST_DATE, count - 1 - index);
		const { clicks: usual = 200, trend = 1 } = each(date);
		const clicks = noise(usual * trend, 0.2);
		const count3 = noise(clicks * 0.03, 0.4);
		return aDay({
			affiliateId,
			date,
			clicks,
			rawClicks: Math.round(clicks * 1.3),
			machineClicks: noise(clicks * 0.1, 0.4),
			repeatClicks: noise(clicks * 0.12, 0.4),
			distinctNetworks: Math.min(clicks, noise(clicks * 0.9, 0.05)),
			distinctAgents: Math.min(clicks, noise(clicks * 0.6, 0.1)),
			emptyReferrers: noise(clicks * 0.2, 0.3),
			orders: count3,
			orderValue: count3 * noise(6_000, 0.2),
			customers: count3,
			newCustomers: Math.min(count3, noise(count3 * 0.7, 0.3)),
			couponOrders: Math.min(count3, noise(count3 * 0.1, 0.5)),
			refundedOrders: Math.min(count3, noise(count3 * 0.05, 0.5)),
			fastOrders: Math.min(count3, noise(count3 * 0.05, 0.5)),
			nightOrders: Math.min(count3, noise(count3 * 0.1, 0.5)),
		});
	});
}
