import { priceOrder } from '../../../lib/commission';
import { AffiliateError, parseAmount } from '../../../lib/kernel';
import type { FlatRate, Plan } from '../../../lib/model/plan';
import { anOrder, anOrderLine, aPlan, eur, percentage } from '../../support/builders';
import { aContext, aRule, facts } from '../../support/builders/pricing';

const EUR_PER_USD = {
	from: 'USD',
	to: 'EUR',
	rate: '0.9213',
	asOf: '2026-11-17T00:00:00.000Z',
	source: 'European Central Bank',
};

function price(rate: FlatRate, net = '100.00', plan: Partial<Plan> = {}) {
	const order = anOrder({ lines: [anOrderLine({ net: eur(net), quantity: 3 })] });
	return priceOrder(facts({ order, plan: aPlan({ rate, name: 'Shop', ...plan }) }));
}

describe('exact arithmetic', () => {
	it.each([
		['500', '32.3', '162'],
		['500', '64.1', '321'],
		['250', '64.6', '162'],
		['500', '65.1', '326'],
	])('%s at %s %% is %s, where binary floats lose one', (net, percent, expected) => {
		const order = anOrder({
			currency: 'JPY',
			lines: [anOrderLine({ net: parseAmount(net, 'JPY') })],
		});
		const programme = { ...facts().programme!, currency: 'JPY' };
		const plan = aPlan({ rate: percentage(percent) });
		expect(priceOrder(facts({ order, programme, plan })).total).toEqual(
			parseAmount(expected, 'JPY'),
		);
	});
});

describe('a percentage with bounds (C8)', () => {
	const rate: FlatRate = { ...percentage('10'), minimum: eur('2.00'), maximum: eur('30.00') };

	it.each([
		['15.00', '2.00', ', at least 2.00 EUR,'],
		['100.00', '10.00', ') = 10.00 EUR'],
		['1000.00', '30.00', ', at most 30.00 EUR,'],
		['1.50', '1.50', ', cut to the base,'],
	])('of %s pays %s', (net, expected, words) => {
		const result = price(rate, net);
		expect(result.total).toEqual(eur(expected));
		expect(result.lines[0]?.sentence).toContain(words);
	});

	it('keeps to the maximum where the minimum is above it', () => {
		const odd = { ...rate, minimum: eur('50.00') };
		expect(price(odd).total).toEqual(eur('30.00'));
	});

	it('above 100 % is cut to the base unless the plan says otherwise', () => {
		expect(price(percentage('150')).total).toEqual(eur('100.00'));
		expect(price(percentage('150'), '100.00', { isCappedAtBase: false }).total).toEqual(
			eur('150.00'),
		);
	});
});

describe('an amount per piece', () => {
	it('goes with the quantity', () => {
		const result = price({ type: 'per_unit', amount: eur('2.00') });
		expect(result.total).toEqual(eur('6.00'));
		expect(result.lines[0]?.rate).toBe('2.00 EUR per piece');
		expect(result.lines[0]?.sentence).toBe(
			'2.00 EUR per piece × 3 on a base of 100.00 EUR (100.00, tax and shipping excluded) ' +
				'= 6.00 EUR, plan ‘Shop’ v1',
		);
	});

	it('is cut to the base line by line', () => {
		const order = anOrder({
			lines: [
				anOrderLine({ lineId: 'cheap', net: eur('1.00'), quantity: 9 }),
				anOrderLine({ lineId: 'dear', net: eur('99.00'), quantity: 1 }),
			],
		});
		const plan = aPlan({ rate: { type: 'per_unit', amount: eur('5.00') } });
		const [line] = priceOrder(facts({ order, plan })).lines;
		expect(line?.parts).toEqual([
			{ lineId: 'cheap', amount: eur('1.00') },
			{ lineId: 'dear', amount: eur('5.00') },
		]);
		expect(line?.sentence).toContain('cut to the base');
	});

	it('counts pieces of the lines of its rule only', () => {
		const order = anOrder({
			lines: [
				anOrderLine({ lineId: 'a', sku: 'BEANS', quantity: 4 }),
				anOrderLine({ lineId: 'b', sku: 'MUG', quantity: 7 }),
			],
		});
		const rate: FlatRate = { type: 'per_unit', amount: eur('1.00') };
		const plan = aPlan({ rate: null, rules: [aRule({ match: { skus: ['BEANS'] }, rate })] });
		expect(priceOrder(facts({ order, plan })).total).toEqual(eur('4.00'));
	});
});

describe('a fixed amount', () => {
	it('is more than the base where the plan does not cap it', () => {
		const rate: FlatRate = { type: 'fixed', amount: eur('7.00') };
		expect(price(rate, '3.10', { isCappedAtBase: false }).total).toEqual(eur('7.00'));
	});

	it('is spread over the lines it is for, and a rule that takes one of them takes its share', () => {
		const order = anOrder({
			lines: [
				anOrderLine({ lineId: 'a', sku: 'BEANS', net: eur('75.00') }),
				anOrderLine({ lineId: 'b', sku: 'MUG', net: eur('25.00') }),
			],
		});
		const plan = aPlan({ rate: { type: 'fixed', amount: eur('8.00') } });
		expect(priceOrder(facts({ order, plan })).lines[0]?.parts).toEqual([
			{ lineId: 'a', amount: eur('6.00') },
			{ lineId: 'b', amount: eur('2.00') },
		]);
		const withRule = { ...plan, rules: [aRule({ match: { skus: ['BEANS'] } })] };
		expect(priceOrder(facts({ order, plan: withRule })).total).toEqual(eur('17.00'));
	});

	it('is converted exactly, and the sum is rounded once', () => {
		const order = anOrder({
			currency: 'USD',
			lines: [anOrderLine({ net: parseAmount('100.00', 'USD') })],
		});
		const fixed = (ruleId: string) =>
			aRule({ ruleId, rate: { type: 'fixed', amount: eur('5.00') } });
		const plan = aPlan({ rate: null, rules: [fixed('a'), fixed('b')], ruleMode: 'stack' });
		const context = aContext({ exchangeRate: EUR_PER_USD });
		const [line] = priceOrder(facts({ order, plan, context })).lines;
		// 2 × 5.00 / 0.9213 = 10.8542…; each on its own would be 5.43.
		expect(line?.orderAmount).toEqual(parseAmount('10.85', 'USD'));
		expect(line?.amount).toEqual(eur('10.00'));
	});

	it('in a third currency is an error that says how to mend it', () => {
		const rate: FlatRate = { type: 'fixed', amount: parseAmount('7.00', 'GBP') };
		expect(() => price(rate)).toThrow(AffiliateError);
		expect(() => price(rate)).toThrow('An amount of the plan is in GBP');
	});
});
