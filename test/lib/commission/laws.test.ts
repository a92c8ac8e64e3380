import fc from 'fast-check';
import { applyCaps, capClaimKey, priceOrder } from '../../../lib/commission';
import {
	compareMoney,
	money,
	negateMoney,
	roundExact,
	multiplyExact,
	exactMoney,
	rateFromPercent,
	sumMoney,
	ROUNDING_MODES,
	type Money,
} from '../../../lib/kernel';
import type { Commission } from '../../../lib/model/commission';
import type { FlatRate, Plan, PlanRate } from '../../../lib/model/plan';
import { RULE_MODES, type PlanRule } from '../../../lib/model/plan/rule';
import {
	aCredit,
	anAttribution,
	anOrder,
	anOrderLine,
	aPlan,
	percentage,
} from '../../support/builders';
import {
	aCap,
	aContext,
	aPricedAffiliate,
	aRule,
	facts,
	reached,
	tiered,
} from '../../support/builders/pricing';

const SKUS = ['A', 'B', 'C'];
const CATEGORIES = ['x', 'y'];

const cents = (amount: number): Money => money(BigInt(amount), 'EUR');
const sum = (values: readonly Money[]): Money => sumMoney(values, 'EUR');

const anyOrder = fc
	.array(
		fc.record({
			gross: fc.integer({ min: 0, max: 1_000_000 }),
			off: fc.nat(100),
			quantity: fc.integer({ min: 0, max: 9 }),
			sku: fc.constantFrom(...SKUS),
			category: fc.constantFrom(...CATEGORIES),
		}),
		{ minLength: 1, maxLength: 8 },
	)
	.map((parts) =>
		anOrder({
			lines: parts.map(({ gross, off, quantity, sku, category }, index) => {
				const discount = Math.floor((gross * off) / 100);
				return anOrderLine({
					lineId: String(index),
					sku,
					categories: [category],
					quantity,
					gross: cents(gross),
					discount: cents(discount),
					net: cents(gross - discount),
				});
			}),
		}),
	);

const anyPercent = fc.integer({ min: 0, max: 1_000_000 }).map((n) => (n / 10_000).toFixed(4));
const anyAmount = fc.integer({ min: 0, max: 20_000 }).map(cents);

const anyFlatRate: fc.Arbitrary<FlatRate> = fc.oneof(
	anyPercent.map(percentage),
	fc.record({
		type: fc.constant('percentage' as const),
		percent: anyPercent,
		minimum: fc.option(anyAmount),
		maximum: fc.option(anyAmount),
	}),
	fc.record({ type: fc.constant('fixed' as const), amount: anyAmount }),
	fc.record({ type: fc.constant('per_unit' as const), amount: anyAmount }),
);

const anyRate: fc.Arbitrary<PlanRate> = fc.oneof(
	anyFlatRate,
	fc
		.record({
			mode: fc.constantFrom('threshold' as const, 'marginal' as const),
			metric: fc.constantFrom('revenue' as const, 'sales' as const, 'commission' as const),
			rates: fc.tuple(anyFlatRate, anyFlatRate, anyFlatRate),
		})
		.map(({ mode, metric, rates }) =>
			tiered({
				mode,
				metric,
				tiers: rates.map((rate, index) => ({ from: ['0', '50', '2500'][index] ?? '0', rate })),
			}),
		),
);

const anyRules: fc.Arbitrary<PlanRule[]> = fc
	.array(
		fc.record({
			rate: anyRate,
			skus: fc.subarray(SKUS, { maxLength: 2 }),
			categories: fc.subarray(CATEGORIES, { maxLength: 1 }),
			priority: fc.integer({ min: -2, max: 2 }),
		}),
		{ maxLength: 5 },
	)
	.map((rules) =>
		rules.map(({ rate, priority, ...match }, index) =>
			aRule({ ruleId: `rule-${index}`, rate, priority, match }),
		),
	);

const anyPlan: fc.Arbitrary<Plan> = fc
	.record({
		rate: fc.option(anyRate),
		rules: anyRules,
		ruleMode: fc.constantFrom(...RULE_MODES),
		isCappedAtBase: fc.boolean(),
		rounding: fc.constantFrom(...ROUNDING_MODES),
	})
	.map((overrides) => aPlan(overrides));

const context = aContext({
	affiliates: [
		aPricedAffiliate({ parentId: 'aff_top' }),
		aPricedAffiliate({ affiliateId: 'aff_top', code: 'top' }),
	],
	metrics: [reached({ revenue: cents(240_000), sales: 48, commission: cents(4_000) })],
});

const price = (overrides: Parameters<typeof facts>[0]): Commission =>
	priceOrder(facts({ context, ...overrides }));
const totalOf = (overrides: Parameters<typeof facts>[0]): bigint =>
	price(overrides).total?.amountMinor ?? 0n;

describe('laws of the price', () => {
	it('a split pays exactly what one beneficiary would get', () => {
		const weights = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 });
		const ruled = fc.record({ rate: anyFlatRate, ruleMode: fc.constantFrom(...RULE_MODES) });
		fc.assert(
			fc.property(anyOrder, ruled, anyRules, weights, (order, overrides, rules, list) => {
				const flat = rules.filter(({ rate }) => rate.type !== 'tiered');
				const plan = aPlan({ ...overrides, rules: flat });
				const credits = list.map((weight, index) =>
					aCredit({ affiliateId: `aff_${index}`, affiliateCode: `a${index}`, weight }),
				);
				const split = price({ order, plan, attribution: anAttribution({ credits }) });
				expect(split.total).toEqual(price({ order, plan }).total);
				expect(sum(split.lines.map(({ amount }) => amount))).toEqual(split.total);
			}),
		);
	});

	it('the parts of a commission per line of the order sum to it, levels included', () => {
		const levels = fc.constantFrom('base' as const, 'commission' as const);
		fc.assert(
			fc.property(anyOrder, anyPlan, levels, (order, plan, basis) => {
				const withLevels: Plan = {
					...plan,
					levels: { basis, percents: ['7.5'], inactive: 'drop' },
				};
				for (const { parts, amount } of price({ order, plan: withLevels }).lines) {
					expect(sum(parts.map((part) => part.amount))).toEqual(amount);
				}
			}),
		);
	});

	it('no commission on a sale exceeds its base where the plan says so, and none is negative', () => {
		fc.assert(
			fc.property(anyOrder, anyPlan, (order, plan) => {
				const { lines, total, base } = price({ order, plan });
				expect(lines.every(({ amount }) => amount.amountMinor >= 0n)).toBe(true);
				if (plan.isCappedAtBase) {
					expect((total?.amountMinor ?? 0n) <= (base?.amountMinor ?? 0n)).toBe(true);
				}
			}),
		);
	});

	it('the best rule pays at least what the first one does, and all together at least that', () => {
		fc.assert(
			fc.property(anyOrder, anyPlan, (order, plan) => {
				const [priority, best, stack] = RULE_MODES.map((ruleMode) =>
					totalOf({ order, plan: { ...plan, ruleMode } }),
				);
				expect((best ?? 0n) >= (priority ?? 0n)).toBe(true);
				expect((stack ?? 0n) >= (best ?? 0n)).toBe(true);
			}),
		);
	});

	it('the order of rules of different specificity does not matter', () => {
		const specific = [
			aRule({ ruleId: 'affiliate', match: { affiliateIds: ['aff_anna'], skus: ['A'] } }),
			aRule({ ruleId: 'sku', match: { skus: ['A', 'B'] }, rate: percentage('33.3') }),
			aRule({ ruleId: 'both', match: { skus: ['B'], categories: ['x'] }, rate: percentage('7') }),
			aRule({ ruleId: 'category', match: { categories: ['y'] }, rate: percentage('11.11') }),
			aRule({ ruleId: 'urgent', priority: 3, rate: { type: 'fixed', amount: cents(500) } }),
			aRule({ ruleId: 'all', rate: { type: 'per_unit', amount: cents(33) } }),
		];
		const shuffled = fc.shuffledSubarray(specific, { minLength: specific.length });
		const mode = fc.constantFrom(...RULE_MODES);
		fc.assert(
			fc.property(anyOrder, shuffled, mode, (order, rules, ruleMode) => {
				const listed = price({ order, plan: aPlan({ rules: specific, ruleMode }) });
				expect(price({ order, plan: aPlan({ rules, ruleMode }) })).toEqual(listed);
			}),
		);
	});

	it('the same facts give the same answer, also from a plan that was read anew', () => {
		fc.assert(
			fc.property(anyOrder, anyPlan, (order, plan) => {
				expect(price({ order, plan: structuredClone(plan) })).toEqual(price({ order, plan }));
			}),
		);
	});

	it('rounding −x mirrors rounding x (C4)', () => {
		const amounts = fc.integer({ min: 0, max: 1_000_000 });
		fc.assert(
			fc.property(amounts, anyPercent, fc.constantFrom(...ROUNDING_MODES), (n, percent, mode) => {
				const rated = (value: Money) =>
					roundExact(multiplyExact(exactMoney(value), rateFromPercent(percent)), mode);
				expect(rated(cents(-n))).toEqual(negateMoney(rated(cents(n))));
			}),
		);
	});

	it('a marginal order pays what its two halves pay one after the other', () => {
		const rate = tiered({
			mode: 'marginal',
			tiers: [
				{ from: '0', rate: percentage('10') },
				{ from: '100', rate: percentage('20') },
				{ from: '250', rate: percentage('50') },
			],
		});
		const hundreds = fc.integer({ min: 1, max: 400 }).map((euros) => euros * 100);
		const at = (net: number, revenue: number) =>
			totalOf({
				order: anOrder({ lines: [anOrderLine({ net: cents(net) })] }),
				plan: aPlan({ rate }),
				context: aContext({ metrics: [reached({ revenue: cents(revenue) })] }),
			});
		fc.assert(
			fc.property(hundreds, hundreds, hundreds, (first, second, before) => {
				expect(at(first, before) + at(second, before + first)).toBe(at(first + second, before));
			}),
		);
	});
});

describe('laws of caps', () => {
	const anyCap = fc
		.record({
			scope: fc.constantFrom('affiliate' as const, 'customer' as const, 'programme' as const),
			limit: anyAmount,
			used: fc.integer({ min: 0, max: 20_000 }).map(cents),
		})
		.map(({ used, ...cap }) => ({ cap, used }));

	const anyCapped = fc.tuple(anyOrder, anyPlan, fc.array(anyCap, { minLength: 1, maxLength: 3 }));

	function capped([order, plan, caps]: typeof anyCapped extends fc.Arbitrary<infer T> ? T : never) {
		const credits = [aCredit(), aCredit({ affiliateId: 'aff_ben', affiliateCode: 'ben' })];
		const withCaps: Plan = {
			...plan,
			levels: { basis: 'commission', percents: ['25'], inactive: 'drop' },
			caps: caps.map(({ cap }, index) => aCap({ ...cap, capId: `cap-${index}` })),
		};
		const attribution = anAttribution({ credits });
		const whole = price({ order, plan: withCaps, attribution });
		const usage = new Map(
			whole.caps.map((claim) => [
				capClaimKey(claim),
				caps[Number(claim.capId.slice(4))]?.used ?? cents(0),
			]),
		);
		return { usage, whole, once: applyCaps(whole, usage) };
	}

	it('applying them twice is the same as once, and as at the price', () => {
		fc.assert(
			fc.property(anyCapped, (given) => {
				const { usage, once } = capped(given);
				expect(applyCaps(once, usage)).toEqual(once);
			}),
		);
	});

	it('nothing is paid above a limit, and no line gets more than without caps', () => {
		fc.assert(
			fc.property(anyCapped, (given) => {
				const { usage, once } = capped(given);
				for (const claim of once.caps) {
					const own = once.lines.filter(
						({ affiliateId }) => claim.affiliateId === null || claim.affiliateId === affiliateId,
					);
					const paid = sum(own.map(({ amount }) => amount));
					const left = claim.limit.amountMinor - (usage.get(capClaimKey(claim))?.amountMinor ?? 0n);
					expect(paid.amountMinor <= (left > 0n ? left : 0n)).toBe(true);
				}
				for (const { amount, uncappedAmount, parts } of once.lines) {
					expect(compareMoney(amount, uncappedAmount ?? amount) <= 0).toBe(true);
					expect(sum(parts.map((part) => part.amount))).toEqual(amount);
				}
				expect(sum(once.lines.map(({ amount }) => amount))).toEqual(once.total);
			}),
		);
	});
});
