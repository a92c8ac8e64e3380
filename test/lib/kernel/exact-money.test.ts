import fc from 'fast-check';
import {
	addExact,
	allocateMoney,
	applyRate,
	compareExact,
	convertExact,
	exactMoney,
	money,
	multiplyExact,
	parseAmount,
	proportionsOf,
	rateFromDecimal,
	rateFromPercent,
	roundExact,
	sumExact,
	sumMoney,
} from '../../../lib/kernel';

const third = { numerator: 1n, denominator: 3n };
const eur = (amount: string) => exactMoney(parseAmount(amount, 'EUR'));

describe('an exact amount', () => {
	it('keeps what rounding would lose', () => {
		const part = multiplyExact(eur('0.01'), third);
		expect(roundExact(part, 'half_up')).toEqual(parseAmount('0.00', 'EUR'));
		const three = sumExact([part, part, part], 'EUR');
		expect(roundExact(three, 'half_up')).toEqual(parseAmount('0.01', 'EUR'));
		expect(compareExact(three, eur('0.01'))).toBe(0);
	});

	it('adds fractions of different denominators', () => {
		const sum = addExact(
			multiplyExact(eur('1.00'), third),
			multiplyExact(eur('1.00'), rateFromPercent('50')),
		);
		expect(compareExact(sum, eur('0.83'))).toBe(1);
		expect(compareExact(sum, eur('0.84'))).toBe(-1);
	});

	it('minds the minor units of both currencies when it is converted', () => {
		const yen = exactMoney(parseAmount('100', 'JPY'));
		expect(roundExact(convertExact(yen, rateFromDecimal('0.0061'), 'EUR'), 'half_up')).toEqual(
			parseAmount('0.61', 'EUR'),
		);
	});

	it('never meets one of another currency', () => {
		expect(() => addExact(eur('1.00'), exactMoney(parseAmount('1.00', 'USD')))).toThrow(
			'cannot be combined',
		);
		expect(() => compareExact(eur('1.00'), exactMoney(parseAmount('1.00', 'USD')))).toThrow(
			'cannot be combined',
		);
	});

	it('gives integer proportions that an allocation takes', () => {
		const values = [multiplyExact(eur('1.00'), third), eur('0.50')];
		const weights = proportionsOf(values);
		expect(weights).toEqual([100n, 150n]);
		const parts = allocateMoney(money(83n, 'EUR'), weights);
		expect(sumMoney(parts, 'EUR')).toEqual(money(83n, 'EUR'));
	});

	it('is rounded as a rate is applied, whatever the mode', () => {
		const modes = fc.constantFrom('half_up', 'half_even', 'half_down', 'down', 'up' as const);
		fc.assert(
			fc.property(fc.integer(), fc.nat(1_000_000), modes, (amount, rate, mode) => {
				const value = money(BigInt(amount), 'EUR');
				const factor = rateFromDecimal((rate / 10_000).toFixed(4));
				const exact = multiplyExact(exactMoney(value), factor);
				expect(roundExact(exact, mode)).toEqual(applyRate(value, factor, mode));
			}),
		);
	});
});
