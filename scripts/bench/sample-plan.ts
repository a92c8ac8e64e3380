import type { Plan, PlanJson } from '../../lib/model/plan.ts';
import type { BuiltLib } from './built-lib.ts';

export const PROGRAMME_ID = 'prg_bench';
export const PLAN_FROM = '2026-01-01T00:00:00.000Z';

/** Credited affiliates; each has a recruiter, and the recruiter has one. */
export const AFFILIATES = 40;
export const SKUS = 60;
export const COUPONS = 12;
export const CATEGORIES = ['beans', 'grinders', 'machines', 'filters', 'cups', 'gifts', 'other'];
export const GROUPS = ['gold', 'silver', 'bronze', 'press'];
export const CAMPAIGNS = ['spring', 'summer', 'autumn', 'winter', 'none'];
export const COUNTRIES = ['DE', 'AT', 'CH', 'FR', 'NL', 'GB'];

type RuleJson = NonNullable<PlanJson['rules']>[number];
type RateJson = RuleJson['rate'];
type FlatRateJson = Exclude<RateJson, { type: 'tiered' }>;

const eur = (amount: string) => ({ amount, currency: 'EUR' });
const percent = (value: number | string): FlatRateJson => ({
	type: 'percentage',
	percent: String(value),
});
const list = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

const MARGINAL: RateJson = {
	type: 'tiered',
	mode: 'marginal',
	metric: 'revenue',
	window: 'month',
	timeZone: 'Europe/Berlin',
	tiers: [
		{ from: '0', rate: percent(8) },
		{ from: '5000', rate: percent('9.5') },
		{ from: '20000', rate: percent(11) },
	],
};

const THRESHOLD: RateJson = {
	type: 'tiered',
	mode: 'threshold',
	metric: 'sales',
	window: 'month',
	timeZone: 'Europe/Berlin',
	tiers: [
		{ from: '0', rate: percent(7) },
		{ from: '25', rate: percent('8.25') },
		{ from: '100', rate: percent(10) },
	],
};

function rule(ruleId: string, rate: RateJson, rest: Partial<RuleJson>): RuleJson {
	return { ruleId, name: `Rule ${ruleId}`, rate, ...rest };
}

/** 8 affiliates, 6 coupons, 10 SKUs, 6 categories, 4 groups, 4 campaigns. */
function listRules(): RuleJson[] {
	return [
		...list(8).map((at) =>
			rule(`affiliate-${at}`, at === 0 ? MARGINAL : percent(12 + at / 4), {
				match: { affiliateIds: [`aff_${at}`] },
			}),
		),
		...list(6).map((at) =>
			rule(`coupon-${at}`, percent(5 + at / 2), { match: { coupons: [`SAVE${at}`] } }),
		),
		...list(10).map((at) =>
			rule(
				`sku-${at}`,
				at % 2 === 0 ? { type: 'per_unit', amount: eur(`${1 + at / 10}0`) } : percent(4 + at),
				{ match: { skus: [`SKU-${at}`, `SKU-${at + 10}`] } },
			),
		),
		...CATEGORIES.slice(0, 6).map((category, at) =>
			rule(`category-${category}`, percent(6 + at), { match: { categories: [category] } }),
		),
		...GROUPS.map((group, at) =>
			rule(`group-${group}`, at === 0 ? MARGINAL : at === 1 ? THRESHOLD : percent(9 + at), {
				match: { affiliateGroups: [group] },
			}),
		),
		...CAMPAIGNS.slice(0, 4).map((campaign, at) =>
			rule(`campaign-${campaign}`, percent(`7.${at}`), { match: { campaigns: [campaign] } }),
		),
	];
}

/** 4 countries, new and returning customers, 6 conditions. */
function otherRules(): RuleJson[] {
	return [
		...COUNTRIES.slice(0, 4).map((country, at) =>
			rule(`country-${country}`, percent(`5.${at}`), { match: { countries: [country] } }),
		),
		rule('customer-new', percent(11), { match: { customer: 'new' } }),
		rule('customer-returning', percent(4), { match: { customer: 'returning' } }),
		rule('large', percent(13), {
			priority: 5,
			when: {
				all: [
					{ field: 'order.base', operator: 'gte', value: '250.00' },
					{ field: 'customer.country', operator: 'in', value: ['DE', 'AT'] },
				],
			},
		}),
		rule('mobile-or-press', percent(3), {
			when: {
				any: [
					{ field: 'utm.medium', operator: 'eq', value: 'mobile' },
					{ field: 'utm.source', operator: 'starts', value: 'press' },
				],
			},
		}),
		rule(
			'many-of-one',
			{ type: 'fixed', amount: eur('2.50') },
			{
				when: { field: 'line.quantity', operator: 'gte', value: '4' },
			},
		),
		rule('descaler', percent(20), {
			when: { field: 'line.title', operator: 'contains', value: 'descaler' },
		}),
		rule('voucher', percent(2), {
			when: { field: 'coupon', operator: 'regex', value: '^gift[0-9]' },
		}),
		rule('web', percent('6.5'), {
			when: {
				all: [
					{ field: 'order.channel', operator: 'ne', value: 'pos' },
					{
						any: [
							{ field: 'order.itemCount', operator: 'gt', value: '10' },
							{ field: 'customer.type', operator: 'eq', value: 'unknown' },
						],
					},
				],
			},
		}),
	];
}

export function samplePlanJson(): PlanJson {
	return {
		planId: 'pln_bench',
		programmeId: PROGRAMME_ID,
		name: 'Bench',
		version: 1,
		effectiveFrom: PLAN_FROM,
		effectiveTo: null,
		rate: THRESHOLD,
		affiliateRates: [],
		rules: [...listRules(), ...otherRules()],
		base: {
			includeTax: false,
			includeShipping: false,
			includeFees: false,
			excludedSkus: [`SKU-${SKUS - 1}`],
		},
		caps: [
			{ capId: 'per-order', scope: 'order', limit: eur('150.00') },
			{
				capId: 'per-month',
				scope: 'affiliate',
				window: 'month',
				timeZone: 'Europe/Berlin',
				limit: eur('5000.00'),
			},
		],
		levels: { basis: 'commission', percents: ['10', '5'] },
		split: { mode: 'bonuses', firstPercent: '20', lastPercent: '20' },
		rounding: 'half_up',
		holdDays: 30,
		createdAt: PLAN_FROM,
	};
}

/** A plan of 50 rules of every kind. Read anew each time, as a node does once per execution. */
export function samplePlan({ plan }: BuiltLib): Plan {
	return plan.planSchema.parse(samplePlanJson());
}
