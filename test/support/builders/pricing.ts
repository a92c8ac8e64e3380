import type { CommissionFacts } from '../../../lib/commission';
import type {
	PricedAffiliate,
	PricingContext,
	ReachedMetrics,
} from '../../../lib/model/commission';
import type { PlanCap } from '../../../lib/model/plan/cap';
import type { TieredRate } from '../../../lib/model/plan/rate';
import type { PlanRule, RuleMatch } from '../../../lib/model/plan/rule';
import { anAttribution, aVerdict } from './decision';
import { AFFILIATE_ID, eur, ORDERED_AT } from './examples';
import { anOrder } from './order';
import { aPlan, aProgramme, percentage } from './registry';

export function aPricedAffiliate(overrides: Partial<PricedAffiliate> = {}): PricedAffiliate {
	return {
		affiliateId: AFFILIATE_ID,
		code: 'anna',
		status: 'active',
		groupCode: null,
		parentId: null,
		...overrides,
	};
}

/** Anna, without group and recruiter; nothing reached yet, a customer nobody knows. */
export function aContext(overrides: Partial<PricingContext> = {}): PricingContext {
	return {
		affiliates: [aPricedAffiliate()],
		customerType: 'unknown',
		paymentNumber: null,
		firstPaymentAt: null,
		metrics: [],
		exchangeRate: null,
		...overrides,
	};
}

/** 10 % of an order of 100.00 EUR that Anna's click brought. */
export function facts(overrides: Partial<CommissionFacts> = {}): CommissionFacts {
	return {
		order: anOrder(),
		attribution: anAttribution(),
		verdict: aVerdict(),
		programme: aProgramme(),
		plan: aPlan(),
		context: aContext(),
		capUsage: new Map(),
		...overrides,
	};
}

type RuleOverrides = Partial<Omit<PlanRule, 'match'>> & { readonly match?: Partial<RuleMatch> };

/** 20 % of everything, unless it matches something. */
export function aRule({ match, ...overrides }: RuleOverrides = {}): PlanRule {
	const ruleId = overrides.ruleId ?? 'rule-1';
	return {
		ruleId,
		name: ruleId,
		match: {
			affiliateIds: [],
			affiliateGroups: [],
			coupons: [],
			skus: [],
			productIds: [],
			categories: [],
			campaigns: [],
			countries: [],
			actions: [],
			customer: null,
			paymentFrom: null,
			paymentTo: null,
			...match,
		},
		when: null,
		rate: percentage('20'),
		priority: 0,
		holdDays: null,
		effectiveFrom: null,
		effectiveTo: null,
		...overrides,
	};
}

/** By revenue of the month: 5 % from the start, 10 % from 1000. */
export function tiered(overrides: Partial<TieredRate> = {}): TieredRate {
	return {
		type: 'tiered',
		mode: 'threshold',
		metric: 'revenue',
		window: 'month',
		rollingDays: null,
		timeZone: 'UTC',
		isRetroactive: false,
		mayFallBack: true,
		tiers: [
			{ from: '0', rate: percentage('5') },
			{ from: '1000', rate: percentage('10') },
		],
		...overrides,
	};
}

/** What Anna reached in November 2026; without its own values gross is the same as net. */
export function reached(overrides: Partial<ReachedMetrics> = {}): ReachedMetrics {
	const from = '2026-11-01T00:00:00.000Z';
	const revenue = overrides.revenue ?? eur('0.00');
	const sales = overrides.sales ?? 0;
	const commission = overrides.commission ?? eur('0.00');
	return {
		key: `${AFFILIATE_ID}:${from}`,
		affiliateId: AFFILIATE_ID,
		from,
		to: ORDERED_AT,
		revenue,
		sales,
		commission,
		grossRevenue: revenue,
		grossSales: sales,
		grossCommission: commission,
		...overrides,
	};
}

export function aCap(overrides: Partial<PlanCap> = {}): PlanCap {
	return {
		capId: 'cap-1',
		scope: 'affiliate',
		window: 'day',
		timeZone: 'UTC',
		limit: eur('50.00'),
		...overrides,
	};
}
