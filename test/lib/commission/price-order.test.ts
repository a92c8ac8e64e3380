import fc from 'fast-check';
import { formatAmount, money, parseAmount, sumMoney } from '../../../lib/kernel';
import { priceOrder, type CommissionFacts } from '../../../lib/commission';
import type { FlatRate, PlanRate } from '../../../lib/model/plan';
import {
	aCredit,
	anAttribution,
	anOrder,
	anOrderLine,
	aPlan,
	aProgramme,
	aVerdict,
	eur,
} from '../../support/builders';

function facts(overrides: Partial<CommissionFacts> = {}): CommissionFacts {
	return {
		order: anOrder(),
		attribution: anAttribution(),
		verdict: aVerdict(),
		programme: aProgramme(),
		plan: aPlan(),
		metrics: new Map(),
		exchangeRate: null,
		...overrides,
	};
}

const percentage = (percent: string): FlatRate => ({ type: 'percentage', percent });

/** 99.90 of goods, 12.70 off, 19 % tax, 4.90 shipping. */
const discounted = anOrder({
	lines: [
		anOrderLine({
			gross: eur('99.90'),
			discount: eur('12.70'),
			net: eur('87.20'),
			tax: eur('16.57'),
		}),
	],
	totals: {
		items: eur('99.90'),
		discount: eur('12.70'),
		shipping: eur('4.90'),
		tax: eur('17.50'),
		fees: eur('0.00'),
		tip: eur('0.00'),
		total: eur('109.60'),
	},
});

describe('a percentage of the base', () => {
	it('explains itself in one sentence', () => {
		const result = priceOrder(
			facts({ order: discounted, plan: aPlan({ rate: percentage('12.5'), name: 'Standard' }) }),
		);
		expect(result.outcome).toBe('commissioned');
		expect(result.lines[0]?.sentence).toBe(
			'12.5 % of 87.20 EUR (99.90 − 12.70 discount, tax and shipping excluded) = 10.90 EUR, ' +
				'plan ‘Standard’ v1',
		);
		expect(result.lines[0]?.amount).toEqual(eur('10.90'));
		expect(result.holdUntil).toBe('2026-12-17T12:30:00.000Z');
	});

	it.each([
		[{ includeTax: true, includeShipping: false }, '103.77', 'tax of the goods only'],
		[{ includeTax: false, includeShipping: true }, '92.10', 'shipping before tax'],
		[{ includeTax: true, includeShipping: true }, '109.60', 'everything but fees'],
	])('takes in what the plan says: %p is %s because of %s', (base, expected) => {
		const plan = aPlan({ base: { ...aPlan().base, ...base } });
		expect(priceOrder(facts({ order: discounted, plan })).base).toEqual(eur(expected));
	});

	it('leaves out gift cards, tips and excluded products', () => {
		const order = anOrder({
			lines: [
				anOrderLine({ lineId: 'a', net: eur('50.00') }),
				anOrderLine({ lineId: 'b', net: eur('25.00'), isGiftCard: true }),
				anOrderLine({ lineId: 'c', net: eur('5.00'), isTip: true }),
				anOrderLine({ lineId: 'd', net: eur('10.00'), sku: 'SAMPLE' }),
			],
		});
		const plan = aPlan({ base: { ...aPlan().base, excludedSkus: ['SAMPLE'] } });
		const result = priceOrder(facts({ order, plan }));
		expect(result.base).toEqual(eur('50.00'));
		expect(result.trace[0]?.text).toContain('gift cards, tips and excluded products excluded');
	});

	it('rounds once per order, not per line', () => {
		const lines = Array.from({ length: 10 }, (_, index) =>
			anOrderLine({ lineId: String(index), net: eur('0.05') }),
		);
		expect(priceOrder(facts({ order: anOrder({ lines }) })).total).toEqual(eur('0.05'));
	});
});

describe('a fixed amount', () => {
	it('is paid per order', () => {
		const plan = aPlan({ rate: { type: 'fixed', amount: eur('7.00') } });
		expect(priceOrder(facts({ plan })).total).toEqual(eur('7.00'));
	});

	it('is never more than the base', () => {
		const plan = aPlan({ rate: { type: 'fixed', amount: eur('7.00') } });
		const order = anOrder({ lines: [anOrderLine({ net: eur('3.10') })] });
		const result = priceOrder(facts({ plan, order }));
		expect(result.total).toEqual(eur('3.10'));
		expect(result.lines[0]?.sentence).toContain('cut to the base');
	});
});

describe('threshold tiers', () => {
	const tiered: PlanRate = {
		type: 'tiered',
		metric: 'revenue',
		window: 'month',
		tiers: [
			{ from: '0', rate: percentage('5') },
			{ from: '1000', rate: percentage('10') },
		],
	};

	it.each([
		['0.00', '5.00', 'the order alone stays in the first tier'],
		['899.99', '5.00', 'one cent short of the threshold'],
		['900.00', '10.00', 'the order itself reaches the tier, and all of it is paid at its rate'],
		['5000.00', '10.00', 'well above'],
	])('after revenue of %s pay %s because %s', (revenue, expected) => {
		const metrics = new Map([['aff_anna', { revenue: eur(revenue), sales: 3 }]]);
		expect(priceOrder(facts({ plan: aPlan({ rate: tiered }), metrics })).total).toEqual(
			eur(expected),
		);
	});

	it('counts orders when the metric is sales', () => {
		const rate: PlanRate = {
			...tiered,
			metric: 'sales',
			tiers: [
				{ from: '1', rate: percentage('5') },
				{ from: '10', rate: percentage('10') },
			],
		};
		const at = (sales: number) =>
			priceOrder(
				facts({
					plan: aPlan({ rate }),
					metrics: new Map([['aff_anna', { revenue: eur('0.00'), sales }]]),
				}),
			).total;
		expect(at(8)).toEqual(eur('5.00'));
		expect(at(9)).toEqual(eur('10.00'));
	});

	it('pay nothing below the lowest tier, and say so', () => {
		const rate: PlanRate = { ...tiered, tiers: [{ from: '1000', rate: percentage('10') }] };
		const result = priceOrder(facts({ plan: aPlan({ rate }) }));
		expect(result).toMatchObject({ outcome: 'skipped', reason: 'nothing_commissionable' });
		expect(result.trace.map(({ text }) => text).join(' ')).toContain('below the lowest tier');
	});
});

describe("an affiliate's own rate", () => {
	const own = {
		affiliateId: 'aff_anna',
		rate: percentage('20'),
		effectiveFrom: '2026-11-01T00:00:00.000Z',
		effectiveTo: '2026-12-01T00:00:00.000Z',
	};

	it.each([
		['2026-10-31T23:59:59.999Z', '10.00', 'it is not in effect yet'],
		['2026-11-01T00:00:00.000Z', '20.00', 'its first moment counts'],
		['2026-11-30T23:59:59.999Z', '20.00', 'it is still in effect'],
		['2026-12-01T00:00:00.000Z', '10.00', 'its end is exclusive'],
	])('for an order of %s gives %s because %s', (createdAt, expected) => {
		const order = anOrder({ createdAt });
		const plan = aPlan({ affiliateRates: [own] });
		expect(priceOrder(facts({ order, plan })).total).toEqual(eur(expected));
	});

	it('of the latest start wins among several', () => {
		const newer = { ...own, rate: percentage('30'), effectiveFrom: '2026-11-10T00:00:00.000Z' };
		const plan = aPlan({ affiliateRates: [newer, own] });
		expect(priceOrder(facts({ plan })).total).toEqual(eur('30.00'));
	});
});

describe('an order in another currency', () => {
	const order = anOrder({
		currency: 'USD',
		lines: [anOrderLine({ net: parseAmount('100.00', 'USD') })],
	});
	const exchangeRate = {
		from: 'USD',
		to: 'EUR',
		rate: '0.9213',
		asOf: '2026-11-17T00:00:00.000Z',
		source: 'European Central Bank',
	};

	it('is held when no rate is known, never passed through', () => {
		const result = priceOrder(facts({ order }));
		expect(result).toMatchObject({ outcome: 'held', reason: 'missing_exchange_rate', lines: [] });
	});

	it('is booked at the locked rate, which the line keeps', () => {
		const [line] = priceOrder(facts({ order, exchangeRate })).lines;
		expect(line?.amount).toEqual(eur('9.21'));
		expect(line?.orderAmount).toEqual(parseAmount('10.00', 'USD'));
		expect(line?.lockedRate).toEqual(exchangeRate);
		expect(line?.sentence).toContain('at 0.9213 EUR per USD (European Central Bank, 2026-11-17)');
	});

	it('meets a fixed amount through the same rate', () => {
		const plan = aPlan({ rate: { type: 'fixed', amount: eur('5.00') } });
		const [line] = priceOrder(facts({ order, exchangeRate, plan })).lines;
		expect(formatAmount(line?.orderAmount ?? money(0n, 'USD'))).toBe('5.43');
		expect(line?.amount).toEqual(eur('5.00'));
	});
});

describe('no commission now', () => {
	it.each<[Partial<CommissionFacts>, string, string]>([
		[{ order: anOrder({ isTest: true }) }, 'skipped', 'test_order'],
		[{ attribution: anAttribution({ credits: [] }) }, 'skipped', 'no_affiliate'],
		[{ order: anOrder({ status: 'pending' }) }, 'skipped', 'order_not_paid'],
		[{ order: anOrder({ status: 'cancelled' }) }, 'skipped', 'order_not_paid'],
		[{ verdict: aVerdict({ verdict: 'reject' }) }, 'skipped', 'rejected_by_fraud_check'],
		[{ plan: null }, 'held', 'no_plan_in_effect'],
		[{ programme: null }, 'held', 'no_plan_in_effect'],
		[
			{ order: anOrder({ lines: [anOrderLine({ isGiftCard: true })] }) },
			'skipped',
			'nothing_commissionable',
		],
	])('%#: is a named outcome with a reason', (overrides, outcome, reason) => {
		const result = priceOrder(facts(overrides));
		expect(result).toMatchObject({ outcome, reason, lines: [] });
		expect(result.trace[0]?.text).not.toBe('');
	});

	it('a review holds the priced commission', () => {
		const result = priceOrder(facts({ verdict: aVerdict({ verdict: 'review' }) }));
		expect(result).toMatchObject({ outcome: 'held', reason: 'review_required' });
		expect(result.total).toEqual(eur('10.00'));
	});
});

describe('laws', () => {
	const anyOrder = fc
		.array(fc.record({ gross: fc.integer({ min: 0, max: 10_000_000 }), off: fc.nat(100) }), {
			minLength: 1,
			maxLength: 12,
		})
		.map((parts) =>
			anOrder({
				lines: parts.map(({ gross, off }, index) => {
					const discount = Math.floor((gross * off) / 100);
					return anOrderLine({
						lineId: String(index),
						gross: money(BigInt(gross), 'EUR'),
						discount: money(BigInt(discount), 'EUR'),
						net: money(BigInt(gross - discount), 'EUR'),
					});
				}),
			}),
		);
	const anyPercent = fc.integer({ min: 0, max: 1_000_000 }).map((n) => (n / 10_000).toFixed(4));

	it('a split pays exactly what one beneficiary would get', () => {
		const weights = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 });
		fc.assert(
			fc.property(anyOrder, anyPercent, weights, (order, percent, list) => {
				const plan = aPlan({ rate: percentage(percent) });
				const credits = list.map((weight, index) =>
					aCredit({ affiliateId: `aff_${index}`, affiliateCode: `a${index}`, weight }),
				);
				const whole = priceOrder(facts({ order, plan }));
				const split = priceOrder(facts({ order, plan, attribution: anAttribution({ credits }) }));
				expect(split.total).toEqual(whole.total);
				expect(
					sumMoney(
						split.lines.map(({ amount }) => amount),
						'EUR',
					),
				).toEqual(split.total);
			}),
		);
	});

	it('no commission exceeds its base for rates up to 100 %', () => {
		fc.assert(
			fc.property(anyOrder, anyPercent, (order, percent) => {
				const result = priceOrder(facts({ order, plan: aPlan({ rate: percentage(percent) }) }));
				for (const line of result.lines) {
					expect(line.amount.amountMinor <= line.base.amountMinor).toBe(true);
					expect(line.amount.amountMinor >= 0n).toBe(true);
				}
			}),
		);
	});
});
