import { priceOrder } from '../../../lib/commission';
import { parseAmount } from '../../../lib/kernel';
import { anOrder, anOrderLine, aPlan, eur } from '../../support/builders';
import { facts } from '../../support/builders/pricing';

const base = aPlan().base;
const total = (amount: string) => ({ ...anOrder().totals, total: eur(amount) });

describe('the base', () => {
	it('leaves out excluded SKUs and categories, without regard to case', () => {
		const order = anOrder({
			lines: [
				anOrderLine({ lineId: 'a', net: eur('50.00') }),
				anOrderLine({ lineId: 'b', net: eur('20.00'), categories: ['Sale', 'Books'] }),
				anOrderLine({ lineId: 'c', net: eur('10.00'), sku: 'sample' }),
			],
		});
		const plan = aPlan({
			base: { ...base, excludedSkus: ['SAMPLE'], excludedCategories: ['books'] },
		});
		const result = priceOrder(facts({ order, plan }));
		expect(result.base).toEqual(eur('50.00'));
		expect(result.trace[0]?.text).toContain('excluded categories and excluded products excluded');
		expect(result.lines[0]?.parts).toEqual([{ lineId: 'a', amount: eur('5.00') }]);
	});
});

describe('store credit (C3)', () => {
	const order = anOrder({
		lines: [
			anOrderLine({ lineId: 'a', net: eur('75.00'), tax: eur('14.25') }),
			anOrderLine({ lineId: 'b', net: eur('25.00'), tax: eur('4.75') }),
		],
		totals: total('119.00'),
		storeCredit: eur('50.00'),
	});

	it('is taken off the base in proportion, line by line', () => {
		const result = priceOrder(facts({ order }));
		// 50.00 × 100.00 / 119.00 = 42.0168… → 42.02, of which three quarters 31.515 and one 10.505.
		expect(result.base).toEqual(eur('57.98'));
		expect(result.baseLines.map(({ base: part }) => part)).toEqual([eur('43.48'), eur('14.50')]);
		expect(result.lines[0]?.sentence).toContain('(100.00 − 42.02 store credit, tax and shipping');
		expect(result.trace[1]).toEqual({
			rule: 'store_credit',
			text:
				'50.00 EUR of 119.00 EUR was paid with store credit; in proportion that is ' +
				'42.02 EUR of the base, rounded half up.',
		});
	});

	it('counts where the plan takes it in', () => {
		const plan = aPlan({ base: { ...base, includeStoreCredit: true } });
		expect(priceOrder(facts({ order, plan })).base).toEqual(eur('100.00'));
	});

	it('never takes more than the base', () => {
		const all = { ...order, storeCredit: eur('500.00') };
		expect(priceOrder(facts({ order: all }))).toMatchObject({
			base: eur('0.00'),
			reason: 'nothing_commissionable',
		});
		const free = anOrder({ totals: total('0.00'), storeCredit: eur('30.00') });
		expect(priceOrder(facts({ order: free })).base).toEqual(eur('70.00'));
	});

	it('of zero changes nothing', () => {
		const none = { ...order, storeCredit: eur('0.00') };
		expect(priceOrder(facts({ order: none })).base).toEqual(eur('100.00'));
	});
});

describe('currencies without cents or with three decimals (C1)', () => {
	it.each([
		['JPY', '999', '10 %', '100'],
		['BHD', '1.005', '10 %', '0.101'],
	])('%s rounds %s at %s to %s', (currency, net, _rate, expected) => {
		const order = anOrder({
			currency,
			lines: [anOrderLine({ net: parseAmount(net, currency) })],
		});
		const programme = { ...facts().programme!, currency };
		expect(priceOrder(facts({ order, programme })).total).toEqual(parseAmount(expected, currency));
	});
});
