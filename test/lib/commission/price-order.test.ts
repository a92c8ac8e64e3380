import { priceOrder, type CommissionFacts } from '../../../lib/commission';
import { formatAmount, money, parseAmount } from '../../../lib/kernel';
import {
	anAttribution,
	anOrder,
	anOrderLine,
	aPlan,
	aVerdict,
	eur,
	percentage,
} from '../../support/builders';
import { aContext, facts } from '../../support/builders/pricing';

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
		const [line] = priceOrder(facts({ order, context: aContext({ exchangeRate }) })).lines;
		expect(line?.amount).toEqual(eur('9.21'));
		expect(line?.orderAmount).toEqual(parseAmount('10.00', 'USD'));
		expect(line?.lockedRate).toEqual(exchangeRate);
		expect(line?.sentence).toContain('at 0.9213 EUR per USD (European Central Bank, 2026-11-17)');
	});

	it('meets a fixed amount through the same rate', () => {
		const plan = aPlan({ rate: { type: 'fixed', amount: eur('5.00') } });
		const [line] = priceOrder(facts({ order, plan, context: aContext({ exchangeRate }) })).lines;
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
