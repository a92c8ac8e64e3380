import { PLAN_PRESETS } from '../../../lib/commission/presets';
import { priceOrder } from '../../../lib/commission/price-order';
import { formatAmount } from '../../../lib/kernel';
import type { PricingContext } from '../../../lib/model/commission';
import type { Credit } from '../../../lib/model/credit';
import type { Order } from '../../../lib/model/order';
import { parseModel } from '../../../lib/model/parse';
import { planSchema, type Plan } from '../../../lib/model/plan';
import {
	aCredit,
	anAttribution,
	anOrder,
	anOrderLine,
	aPlan,
	aProgramme,
	aTouch,
	eur,
	percentage,
} from '../../support/builders';
import { aPricedAffiliate, aPricingContext } from '../../support/builders/replay';

/** The plan that a preset makes. */
function planOf(value: string, currency = 'EUR', parameters?: unknown): Plan {
	const preset = PLAN_PRESETS.find((entry) => entry.value === value);
	if (preset === undefined) throw new Error(`No preset ${value}`);
	const { planId, programmeId, version, effectiveFrom, effectiveTo, createdAt } = aPlan();
	const identity = { planId, programmeId, version, effectiveFrom, effectiveTo, createdAt };
	const terms = preset.terms(currency, parameters ?? preset.example);
	return parseModel(planSchema, { ...identity, ...terms }, 'plan');
}

describe('plan presets', () => {
	it.each(PLAN_PRESETS.map((preset) => [preset.value, preset] as const))(
		'%s is a plan that can be saved',
		(value, preset) => {
			expect(planOf(value).name.length).toBeGreaterThan(5);
			expect(preset.description).not.toMatch(/\.$/);
			expect(preset.description).toMatch(/^[A-Z]/);
		},
	);

	it('have names of their own, in alphabetical order', () => {
		const names = PLAN_PRESETS.map(({ name }) => name);
		expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
		expect(new Set(PLAN_PRESETS.map(({ value }) => value)).size).toBe(PLAN_PRESETS.length);
	});

	it('speak the currency of the programme', () => {
		expect(planOf('perClick', 'JPY', { amount: '10' }).clicks?.amount).toEqual({
			amountMinor: 10n,
			currency: 'JPY',
		});
		expect(() => planOf('perClick', 'JPY', { amount: '0.10' })).toThrow(/plan\.clicks\.amount/);
	});

	it('name the parameter that is missing or wrong', () => {
		expect(() => planOf('perLead', 'EUR', {})).toThrow(/parameters\.amount/);
		expect(() => planOf('perProduct', 'EUR', { skus: [] })).toThrow(/parameters\.skus/);
		expect(() => planOf('flatPercentage', 'EUR', { percent: 'ten' })).toThrow(
			/parameters\.percent/,
		);
	});

	it('keep the parameters that are given', () => {
		expect(planOf('flatPercentage', 'EUR', { percent: '7.5' }).rate).toEqual(percentage('7.5'));
		expect(planOf('recurringMonths', 'EUR', { months: 6 }).recurring).toEqual({
			maximumPayments: null,
			maximumMonths: 6,
		});
		expect(planOf('twoLevels', 'EUR', { recruiterPercent: '3' }).levels?.percents).toEqual(['3']);
		expect(planOf('newCustomers').rules[0]?.match.customer).toBe('new');
		expect(planOf('perLead').rate).toBeNull();
	});
});

/** Code and amount of everybody whom the example of a preset pays on an order. */
function paid(
	value: string,
	order: Partial<Order> = {},
	context: Partial<PricingContext> = {},
	credit: Partial<Credit> = {},
): string[] {
	const { lines } = priceOrder({
		order: anOrder(order),
		attribution: anAttribution({ credits: [aCredit(credit)] }),
		verdict: null,
		programme: aProgramme(),
		plan: planOf(value),
		context: aPricingContext(context),
		capUsage: new Map(),
	});
	return lines.map(({ affiliateCode, amount }) => `${affiliateCode} ${formatAmount(amount)}`);
}

describe('the plan of a preset pays what its name says', () => {
	it('a flat percentage of every order', () => {
		expect(paid('flatPercentage')).toEqual(['anna 10.00']);
	});

	it('nothing on orders where only clicks or leads earn, and the lead without goods', () => {
		expect(paid('perClick')).toEqual([]);
		expect(paid('perLead')).toEqual([]);
		expect(paid('perLead', { action: 'lead', lines: [] })).toEqual(['anna 5.00']);
		expect(paid('perLead', { action: 'signup', lines: [] })).toEqual([]);
	});

	it('by product, the rest at its own percentage', () => {
		const lines = [
			anOrderLine({ lineId: 'a', sku: 'grinder-1', net: eur('100.00') }),
			anOrderLine({ lineId: 'b', sku: 'CUP', net: eur('20.00') }),
		];
		expect(paid('perProduct', { lines })).toEqual(['anna 16.00']);
	});

	it('by how the credit was earned', () => {
		expect(paid('couponRate')).toEqual(['anna 10.00']);
		const touch = aTouch({ kind: 'coupon', couponCode: 'ANNA10' });
		expect(paid('couponRate', {}, {}, { touch })).toEqual(['anna 5.00']);
	});

	it('more for a new customer, and the lower rate where that is not known', () => {
		expect(paid('newCustomers', {}, { customerType: 'new' })).toEqual(['anna 15.00']);
		expect(paid('newCustomers', {}, { customerType: 'returning' })).toEqual(['anna 5.00']);
		expect(paid('newCustomers', {}, { customerType: 'unknown' })).toEqual(['anna 5.00']);
	});

	it('who recruited the affiliate as well', () => {
		const affiliates = [
			aPricedAffiliate({ parentId: 'aff_boss' }),
			aPricedAffiliate({ affiliateId: 'aff_boss', code: 'boss' }),
		];
		expect(paid('twoLevels', {}, { affiliates })).toEqual(['anna 10.00', 'boss 2.00']);
	});

	it('a subscription for its first year', () => {
		const subscription = { subscriptionId: 'sub-1', paymentNumber: null, startedAt: null };
		const since = (firstPaymentAt: string) =>
			paid('recurringMonths', { subscription }, { firstPaymentAt });
		expect(since('2025-11-18T12:00:00.000Z')).toEqual(['anna 20.00']);
		expect(since('2025-11-17T12:00:00.000Z')).toEqual([]);
	});

	it('the tier that the order reaches', () => {
		expect(paid('monthlyTiers')).toEqual(['anna 5.00']);
		const lines = [anOrderLine({ net: eur('5000.00') })];
		expect(paid('monthlyTiers', { lines })).toEqual(['anna 600.00']);
	});
});
