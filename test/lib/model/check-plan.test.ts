import { toJson } from '../../../lib/model/json';
import { parseModel } from '../../../lib/model/parse';
import { planSchema, type Plan, type PlanJson } from '../../../lib/model/plan';
import type { TieredRate } from '../../../lib/model/plan/rate';
import { planRuleSchema } from '../../../lib/model/plan/rule';
import { aPlan, eur, percentage } from '../../support/builders';

/** Every problem as "path: message". */
function problems(overrides: Partial<Plan>): string[] {
	const result = planSchema.safeParse(toJson(aPlan(overrides)));
	return (result.error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);
}

function tiered(overrides: Partial<TieredRate> = {}): TieredRate {
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

function aRule(overrides: Record<string, unknown> = {}): Plan['rules'][number] {
	return planRuleSchema.parse({
		ruleId: 'rule-1',
		name: 'A rule',
		rate: percentage('5'),
		...overrides,
	});
}

describe('a plan', () => {
	it('is taken when its parts fit', () => {
		expect(problems({})).toEqual([]);
		expect(problems({ rate: tiered(), rules: [aRule({ rate: tiered() })] })).toEqual([]);
	});

	it('lists tiers from the lowest up, each once', () => {
		const rate = tiered({
			tiers: [
				{ from: '100', rate: percentage('5') },
				{ from: '20', rate: percentage('10') },
				{ from: '20.0', rate: percentage('15') },
			],
		});
		expect(problems({ rate })).toEqual([
			"rate.tiers.1.from: '20' does not come after '100'; list tiers from the lowest up, each once",
			"rate.tiers.2.from: '20.0' does not come after '20'; list tiers from the lowest up, each once",
		]);
	});

	it('needs the days of a rolling window', () => {
		expect(problems({ rate: tiered({ window: 'rolling' }) })).toEqual([
			"rate.rollingDays: the window 'rolling' needs its days, such as 30",
		]);
		expect(problems({ rate: tiered({ window: 'rolling', rollingDays: 30 }) })).toEqual([]);
	});

	it('takes percentages in marginal tiers by amounts', () => {
		const tiers = [{ from: '0', rate: { type: 'fixed' as const, amount: eur('5.00') } }];
		const rule = { ...aRule(), rate: tiered({ mode: 'marginal', tiers }) };
		expect(problems({ rules: [rule] })).toEqual([
			"rules.0.rate.tiers.0.rate.type: marginal tiers by revenue take percentages; use one, or the mode 'threshold'",
		]);
		expect(problems({ rate: tiered({ mode: 'marginal', metric: 'sales', tiers }) })).toEqual([]);
	});

	it('shares at most the whole', () => {
		const split = { mode: 'bonuses' as const, minimumShare: null, belowMinimum: 'house' as const };
		expect(problems({ split: { ...split, firstPercent: '50', lastPercent: '50.1' } })).toEqual([
			'split.lastPercent: firstPercent and lastPercent are more than 100 % together; lower one of them',
		]);
		expect(problems({ split: { ...split, firstPercent: '50', lastPercent: '50' } })).toEqual([]);
		expect(
			problems({ levels: { basis: 'base', percents: ['60', '40.000000001'], inactive: 'drop' } }),
		).toEqual(['levels.percents: the levels get more than 100 % together; lower some of them']);
	});

	it('has periods and payments that can come about', () => {
		const from = '2026-11-01T00:00:00.000Z';
		const to = '2026-11-01T00:00:00.000Z';
		const period = { effectiveFrom: from, effectiveTo: to };
		const rule = aRule({ ...period, match: { paymentFrom: 3, paymentTo: 2 } });
		expect(
			problems({
				...period,
				rules: [rule],
				affiliateRates: [{ affiliateId: 'aff_anna', rate: percentage('5'), ...period }],
			}).map((text) => text.split(':')[0]),
		).toEqual([
			'effectiveTo',
			'affiliateRates.0.effectiveTo',
			'rules.0.effectiveTo',
			'rules.0.match.paymentTo',
		]);
	});

	it('has minimums that are not above maximums', () => {
		const rate = { ...percentage('5'), minimum: eur('10.00'), maximum: eur('9.99') };
		expect(problems({ rate })).toEqual([
			'rate.maximum: is below the minimum; raise it, or lower the minimum',
		]);
	});

	it('speaks of one currency; the odd amount is named', () => {
		const usd = { amountMinor: 500n, currency: 'USD' };
		const cap = { scope: 'order' as const, window: 'lifetime' as const, timeZone: 'UTC' };
		expect(
			problems({
				rate: { type: 'fixed', amount: eur('5.00') },
				caps: [
					{ ...cap, capId: 'cap-1', limit: eur('50.00') },
					{ ...cap, capId: 'cap-2', limit: usd },
				],
				clicks: { type: 'per_click', amount: usd },
				manualApprovalAbove: eur('100.00'),
			}),
		).toEqual([
			'caps.1.limit: is in USD, the other amounts of the plan are in EUR; use EUR here too',
			'clicks.amount: is in USD, the other amounts of the plan are in EUR; use EUR here too',
		]);
	});

	it('gives every rule its own id, whatever its case', () => {
		expect(problems({ rules: [aRule(), aRule({ ruleId: 'RULE-1' })] })).toEqual([
			"rules.1.ruleId: 'RULE-1' is used twice; give every entry its own",
		]);
	});

	it('names a mistake in a condition by its full path', () => {
		const json = toJson(
			aPlan({
				rules: [
					aRule(),
					aRule({
						ruleId: 'rule-2',
						when: {
							all: [
								{ field: 'coupon', operator: 'eq', value: 'SALE' },
								{ field: 'line.sku', operator: 'regex', value: '(a+)+' },
							],
						},
					}),
				],
			}),
		) as PlanJson;
		expect(() => parseModel(planSchema, json, 'plan')).toThrow(
			/plan\.rules\[1\]\.when\.all\[1\]\.value: a repeated group holds/,
		);
	});
});

describe('a condition in levels', () => {
	const nested = (levels: number): unknown =>
		Array.from({ length: levels - 1 }).reduce<unknown>((inner) => ({ all: [inner] }), {
			field: 'coupon',
			operator: 'eq',
			value: 'ANNA10',
		});
	const parsed = (levels: number) => {
		const rule = { ruleId: 'r', name: 'R', rate: percentage('5'), when: nested(levels) };
		return () => parseModel(planSchema, { ...toJson(aPlan()), rules: [rule] }, 'plan');
	};

	it('may have twenty of them', () => {
		expect(parsed(20)).not.toThrow();
		expect(parsed(21)).toThrow('nested in more than 20 levels');
	});

	it('that are more than the stack takes are refused like anything else', () => {
		expect(parsed(50_000)).toThrow("'plan' is nested too deep");
	});
});
