import { priceOrder, type CommissionFacts } from '../../../lib/commission';
import { formatMoney } from '../../../lib/kernel';
import type { Condition } from '../../../lib/model/plan/condition';
import type { PlanRule, RuleMatch } from '../../../lib/model/plan/rule';
import {
	anAttribution,
	aCredit,
	aCustomer,
	anOrder,
	anOrderLine,
	aPlan,
	aTouch,
	aTracking,
	eur,
	ORDERED_AT,
	percentage,
} from '../../support/builders';
import { aContext, aPricedAffiliate, aRule, facts } from '../../support/builders/pricing';

/** Anna of the group "gold" sells beans with her coupon in the campaign "autumn", to Germany. */
const order = anOrder({
	lines: [anOrderLine({ sku: 'BEANS-1', productId: 'p-1', categories: ['Coffee', 'Food'] })],
	coupons: [{ code: 'ANNA10', amount: eur('0.00') }],
	tracking: aTracking({ utm: { campaign: 'Autumn' } }),
	customer: aCustomer({ country: 'DE' }),
});
const context = aContext({
	affiliates: [aPricedAffiliate({ groupCode: 'Gold' })],
	customerType: 'new',
	paymentNumber: 2,
	firstPaymentAt: '2026-10-17T12:30:00.000Z',
});

function price(rules: PlanRule[], overrides: Partial<CommissionFacts> = {}) {
	return priceOrder(facts({ order, context, plan: aPlan({ rules }), ...overrides }));
}

function totalOf(rules: PlanRule[], overrides: Partial<CommissionFacts> = {}): string {
	const { total } = price(rules, overrides);
	return total === null ? 'none' : formatMoney(total);
}

const MATCHES: Array<[string, Partial<RuleMatch>]> = [
	['affiliate', { affiliateIds: ['aff_anna'] }],
	['coupon', { coupons: ['anna10'] }],
	['SKU', { skus: ['beans-1'] }],
	['product', { productIds: ['P-1'] }],
	['category', { categories: ['coffee'] }],
	['group', { affiliateGroups: ['gold'] }],
	['campaign', { campaigns: ['AUTUMN'] }],
	['country', { countries: ['de'] }],
	['new customers', { customer: 'new' }],
	['payments', { paymentFrom: 2, paymentTo: 3 }],
];

describe('a rule', () => {
	it.each(MATCHES)('for a %s applies without regard to case', (_name, match) => {
		expect(totalOf([aRule({ match })])).toBe('20.00 EUR');
		expect(price([aRule({ match })]).lines[0]?.ruleIds).toEqual(['rule-1']);
	});

	it.each<[string, Partial<RuleMatch>]>([
		['affiliate', { affiliateIds: ['aff_ben'] }],
		['coupon', { coupons: ['BEN10'] }],
		['SKU', { skus: ['TEA'] }],
		['product', { productIds: ['p-2'] }],
		['category', { categories: ['tea'] }],
		['group', { affiliateGroups: ['silver'] }],
		['campaign', { campaigns: ['spring'] }],
		['country', { countries: ['FR'] }],
		['returning customers', { customer: 'returning' }],
		['earlier payments', { paymentTo: 1 }],
		['later payments', { paymentFrom: 3 }],
		['an action', { actions: ['lead'] }],
	])('for another %s leaves the rate of the plan', (_name, match) => {
		expect(totalOf([aRule({ match })])).toBe('10.00 EUR');
	});

	it('needs everything it names', () => {
		const both = { categories: ['coffee'], countries: ['FR'] };
		expect(totalOf([aRule({ match: both })])).toBe('10.00 EUR');
		expect(totalOf([aRule({ match: { ...both, countries: ['DE'] } })])).toBe('20.00 EUR');
	});

	it.each<[Partial<PlanRule>, string, string]>([
		[{ effectiveFrom: ORDERED_AT }, '20.00 EUR', 'its first moment counts'],
		[{ effectiveFrom: '2026-11-17T12:30:00.001Z' }, '10.00 EUR', 'it is not in effect yet'],
		[{ effectiveTo: ORDERED_AT }, '10.00 EUR', 'its end is exclusive'],
	])('in effect %p pays %s because %s', (effect, expected) => {
		expect(totalOf([{ ...aRule(), ...effect }])).toBe(expected);
	});

	it('never matches what is not known (C7)', () => {
		const unknown = {
			order: anOrder({ customer: aCustomer({ country: null }) }),
			context: aContext({ affiliates: [] }),
		};
		for (const match of [
			{ customer: 'new' as const },
			{ customer: 'returning' as const },
			{ paymentFrom: 1 },
			{ paymentTo: 99 },
			{ countries: ['DE'] },
			{ affiliateGroups: ['gold'] },
			{ campaigns: ['autumn'] },
			{ categories: ['coffee'] },
		]) {
			expect(totalOf([aRule({ match })], unknown)).toBe('10.00 EUR');
		}
		const notFromUs: Condition = { field: 'customer.country', operator: 'ne', value: 'US' };
		expect(totalOf([aRule({ when: notFromUs })], unknown)).toBe('10.00 EUR');
		expect(totalOf([aRule({ when: notFromUs })])).toBe('20.00 EUR');
	});

	it('for products applies to their lines, the rest of the order to other rules', () => {
		const two = anOrder({
			lines: [
				anOrderLine({ lineId: 'a', sku: 'BEANS', title: 'Beans', net: eur('50.00') }),
				anOrderLine({ lineId: 'b', sku: 'MUG', title: 'Mug', net: eur('37.20') }),
			],
		});
		const plan = aPlan({
			name: 'Shop',
			rules: [aRule({ name: 'Beans', match: { skus: ['beans'] } })],
		});
		const result = priceOrder(facts({ order: two, plan }));
		expect(result.total).toEqual(eur('13.72'));
		expect(result.lines[0]).toMatchObject({
			rate: '20 % + 10 %',
			ruleIds: ['rule-1'],
			sentence:
				'20 % of 50.00 EUR (rule ‘Beans’) + 10 % of 37.20 EUR, on a base of 87.20 EUR ' +
				'(87.20, tax and shipping excluded), = 13.72 EUR, plan ‘Shop’ v1',
			parts: [
				{ lineId: 'a', amount: eur('10.00') },
				{ lineId: 'b', amount: eur('3.72') },
			],
		});
		expect(result.trace.map(({ text }) => text)).toContain(
			'Rule ‘Beans’ goes before the rate of plan ‘Shop’ v1 on ‘Beans’.',
		);
	});

	it('with a condition on lines applies to those that meet it', () => {
		const two = anOrder({
			lines: [
				anOrderLine({ lineId: 'a', quantity: 5, net: eur('50.00') }),
				anOrderLine({ lineId: 'b', quantity: 1, net: eur('50.00') }),
			],
		});
		const when: Condition = {
			all: [
				{ field: 'line.quantity', operator: 'gte', value: '3' },
				{ field: 'order.base', operator: 'gt', value: '99.99' },
			],
		};
		expect(totalOf([aRule({ when })], { order: two })).toBe('15.00 EUR');
	});

	it.each<[Condition, string]>([
		[{ field: 'touch.kind', operator: 'eq', value: 'coupon' }, '20.00 EUR'],
		[{ field: 'touch.kind', operator: 'eq', value: 'click' }, '10.00 EUR'],
		[{ field: 'affiliate.code', operator: 'starts', value: 'AN' }, '20.00 EUR'],
		[{ field: 'affiliate.group', operator: 'eq', value: 'gold' }, '20.00 EUR'],
		[{ field: 'coupon', operator: 'in', value: ['ANNA10', 'BEN10'] }, '20.00 EUR'],
		[{ field: 'customer.type', operator: 'eq', value: 'new' }, '20.00 EUR'],
		[{ field: 'order.total', operator: 'lte', value: '100' }, '20.00 EUR'],
		[{ field: 'order.itemCount', operator: 'eq', value: '1' }, '20.00 EUR'],
		[{ field: 'subscription.months', operator: 'eq', value: '1' }, '20.00 EUR'],
		[{ field: 'subscription.paymentNumber', operator: 'gt', value: '2' }, '10.00 EUR'],
		[{ field: 'utm.campaign', operator: 'contains', value: 'tum' }, '20.00 EUR'],
		[{ field: 'utm.source', operator: 'exists', value: false }, '20.00 EUR'],
		[{ field: 'line.category', operator: 'eq', value: 'food' }, '20.00 EUR'],
	])('with the condition %j pays %s', (when, expected) => {
		const credit = aCredit({ touch: aTouch({ kind: 'coupon' }) });
		const attribution = anAttribution({ credits: [credit] });
		expect(totalOf([aRule({ when })], { attribution })).toBe(expected);
	});

	it('never sees shipping as a product', () => {
		const shipped = anOrder({
			totals: { ...anOrder().totals, shipping: eur('10.00'), total: eur('110.00') },
		});
		const plan = aPlan({
			base: { ...aPlan().base, includeShipping: true },
			rules: [aRule({ match: { skus: ['SKU-1'] } })],
		});
		expect(priceOrder(facts({ order: shipped, plan })).total).toEqual(eur('21.00'));
	});
});

describe('precedence (C5)', () => {
	const LEVELS = MATCHES.filter(([name]) => name !== 'product').slice(0, 7);

	it.each(
		LEVELS.slice(0, -1).map(
			([name, match], index) =>
				[name, LEVELS[index + 1]?.[0], match, LEVELS[index + 1]?.[1]] as const,
		),
	)(
		'a rule for a %s goes before one for a %s, whatever their rates, priorities and places',
		(_first, _second, match, lower) => {
			const rules = [
				aRule({ ruleId: 'low', match: lower ?? {}, rate: percentage('90'), priority: 99 }),
				aRule({ ruleId: 'high', match, rate: percentage('1') }),
			];
			expect(totalOf(rules)).toBe('1.00 EUR');
			expect(totalOf([...rules].reverse())).toBe('1.00 EUR');
		},
	);

	it('of the same level more dimensions go first, then priority, then the place in the list', () => {
		const broad = aRule({ ruleId: 'broad', match: { categories: ['food'] }, priority: 5 });
		const narrow = aRule({
			ruleId: 'narrow',
			match: { categories: ['food'], countries: ['DE'] },
			rate: percentage('3'),
		});
		const urgent = aRule({ ...broad, ruleId: 'urgent', rate: percentage('4'), priority: 6 });
		const twin = aRule({ ...broad, ruleId: 'twin', rate: percentage('6') });
		expect(totalOf([broad, urgent, narrow])).toBe('3.00 EUR');
		expect(totalOf([broad, urgent])).toBe('4.00 EUR');
		expect(totalOf([broad, twin])).toBe('20.00 EUR');
		expect(totalOf([twin, broad])).toBe('6.00 EUR');
	});

	it('any rule goes before the rate of the plan, also one of negative priority', () => {
		expect(totalOf([aRule({ priority: -5 })])).toBe('20.00 EUR');
	});

	it("an affiliate's own rate goes before all but rules for this affiliate with more to them", () => {
		const own = {
			affiliateId: 'aff_anna',
			rate: percentage('7'),
			effectiveFrom: null,
			effectiveTo: null,
		};
		const with7 = (rules: PlanRule[]) => ({ plan: aPlan({ rules, affiliateRates: [own] }) });
		expect(totalOf([], with7([aRule({ match: { coupons: ['ANNA10'] } })]))).toBe('7.00 EUR');
		expect(totalOf([], with7([aRule({ match: { affiliateIds: ['aff_anna'] } })]))).toBe('7.00 EUR');
		const both = { affiliateIds: ['aff_anna'], coupons: ['ANNA10'] };
		expect(totalOf([], with7([aRule({ match: both })]))).toBe('20.00 EUR');
	});

	it('names the rules that lost', () => {
		const rules = [
			aRule({ ruleId: 'beans', name: 'Beans', match: { skus: ['BEANS-1'] } }),
			aRule({ ruleId: 'autumn', name: 'Autumn', match: { campaigns: ['autumn'] } }),
		];
		expect(price(rules).trace.map(({ text }) => text)).toContain(
			'Rule ‘Beans’ goes before rule ‘Autumn’ and the rate of plan ‘Ten percent’ v1.',
		);
	});

	it('pays nothing where neither a rule applies nor the plan has a rate, and says so', () => {
		const result = priceOrder(facts({ plan: aPlan({ rate: null }) }));
		expect(result).toMatchObject({ outcome: 'skipped', reason: 'nothing_commissionable' });
		expect(result.trace.map(({ text }) => text)).toContain(
			'No rate of plan ‘Ten percent’ v1 applies.',
		);
	});
});

describe('the best rule (C6)', () => {
	const best = (rules: PlanRule[], rate = aPlan().rate) => ({
		plan: aPlan({ rules, rate, ruleMode: 'best' }),
	});
	const fixed = (amount: string) => ({ type: 'fixed' as const, amount: eur(amount) });

	it('of 50 % and 1.00 on an order of 100.00 is 50 %', () => {
		const rules = [
			aRule({ ruleId: 'flat', name: 'Flat', rate: fixed('1.00') }),
			aRule({ ruleId: 'half', name: 'Half', rate: percentage('50') }),
		];
		const result = price([], best(rules, null));
		expect(result.total).toEqual(eur('50.00'));
		expect(result.trace.map(({ text }) => text)).toContain(
			'Rule ‘Half’ pays most, 50.00 EUR; rule ‘Flat’ 1.00 EUR.',
		);
	});

	it('of 40.00 and 60 % depends on the order', () => {
		const rules = [
			aRule({ ruleId: 'flat', rate: fixed('40.00') }),
			aRule({ ruleId: 'part', rate: percentage('60') }),
		];
		expect(totalOf([], best(rules))).toBe('60.00 EUR');
		const small = anOrder({ lines: [anOrderLine({ net: eur('60.00') })] });
		expect(totalOf([], { ...best(rules), order: small })).toBe('40.00 EUR');
	});

	it('goes by precedence when the money is the same', () => {
		const rules = [
			aRule({ ruleId: 'all', rate: fixed('30.00') }),
			aRule({ ruleId: 'beans', match: { skus: ['beans-1'] }, rate: percentage('30') }),
		];
		expect(price([], best(rules)).lines[0]?.ruleIds).toEqual(['beans']);
	});

	it('is found line by line, an amount per order counting with its share', () => {
		const two = anOrder({
			lines: [
				anOrderLine({ lineId: 'a', sku: 'BEANS', net: eur('50.00') }),
				anOrderLine({ lineId: 'b', sku: 'MUG', net: eur('10.00') }),
			],
		});
		const rules = [
			aRule({ ruleId: 'beans', match: { skus: ['beans'] }, rate: percentage('90') }),
			aRule({ ruleId: 'flat', rate: fixed('40.00') }),
			aRule({ ruleId: 'part', rate: percentage('60') }),
		];
		const result = price([], { ...best(rules), order: two });
		// 90 % of 50.00 is 45.00 against 33.33; 40.00 × 10 / 60 is 6.67 against 6.00.
		expect(result.total).toEqual(eur('51.67'));
		expect(result.lines[0]?.ruleIds).toEqual(['beans', 'flat']);
		expect(result.lines[0]?.sentence).toContain('40.00 EUR per order for 1 of 2 lines');
	});
});

describe('stacked rules (C6)', () => {
	it('are added, and rounded once', () => {
		const rules = [
			aRule({ ruleId: 'a', name: 'A', rate: percentage('0.5') }),
			aRule({ ruleId: 'b', name: 'B', rate: percentage('0.5') }),
		];
		const plan = aPlan({ rate: null, rules, ruleMode: 'stack' });
		const one = anOrder({ lines: [anOrderLine({ net: eur('1.00') })] });
		const result = priceOrder(facts({ order: one, plan }));
		expect(result.total).toEqual(eur('0.01'));
		expect(result.trace.map(({ text }) => text)).toContain('Rule ‘A’ and rule ‘B’ are added.');
	});

	it('take in the rate of the plan', () => {
		const plan = aPlan({ rules: [aRule()], ruleMode: 'stack' });
		expect(priceOrder(facts({ plan })).total).toEqual(eur('30.00'));
	});

	it.each([
		[true, '100.00'],
		[false, '120.00'],
	])('together are at most the base where the plan says so: %p', (isCappedAtBase, expected) => {
		const rules = [
			aRule({ ruleId: 'a', rate: percentage('60') }),
			aRule({ ruleId: 'b', rate: { type: 'fixed', amount: eur('60.00') } }),
		];
		const plan = aPlan({ rate: null, rules, ruleMode: 'stack', isCappedAtBase });
		const { total, lines } = priceOrder(facts({ plan }));
		expect(total).toEqual(eur(expected));
		expect(lines[0]?.sentence.includes('cut to the base')).toBe(isCappedAtBase);
	});
});

describe('an action', () => {
	const lead = anOrder({ action: 'Lead', lines: [] });
	const rule = aRule({
		match: { actions: ['lead'] },
		rate: { type: 'fixed', amount: eur('5.00') },
	});

	it('earns what a rule names for it, without a base', () => {
		const [line] = price([rule], { order: lead }).lines;
		expect(line).toMatchObject({ kind: 'action', amount: eur('5.00'), parts: [] });
		expect(line?.sentence).toBe(
			'5.00 EUR per Lead = 5.00 EUR, rule ‘rule-1’ of plan ‘Ten percent’ v1',
		);
	});

	it('earns nothing without one: the rates of plan and affiliate are for sales', () => {
		const affiliateRates = [
			{ affiliateId: 'aff_anna', rate: percentage('7'), effectiveFrom: null, effectiveTo: null },
		];
		const plan = aPlan({ affiliateRates });
		expect(priceOrder(facts({ order: lead, plan })).reason).toBe('nothing_commissionable');
		expect(price([aRule()], { order: lead }).reason).toBe('nothing_commissionable');
	});
});
