import fc from 'fast-check';
import {
	addMoney,
	AffiliateError,
	allocateMoney,
	applyRate,
	convertMoney,
	currencyCodes,
	formatAmount,
	minorUnitExponent,
	money,
	negateMoney,
	parseAmount,
	rateFromDecimal,
	rateFromPercent,
	ROUNDING_MODES,
	roundQuotient,
	sumMoney,
	type RoundingMode,
} from '../../../lib/kernel';

const anyCurrency = fc.constantFrom(...currencyCodes());
const anyMinor = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });
const anyMode = fc.constantFrom(...ROUNDING_MODES);

describe('currencies', () => {
	it.each([
		['EUR', 2, 'the common case'],
		['JPY', 0, 'yen has no minor unit'],
		['BHD', 3, 'fils are thousandths'],
		['CLF', 4, 'an accounting unit with four decimals'],
		['HUF', 2, 'ISO says 2 although Intl says 0'],
		['IQD', 3, 'ISO says 3 although Intl says 0'],
		['XCG', 2, 'added to the list in 2025'],
	])('gives %s %i decimals because %s', (code, exponent) => {
		expect(minorUnitExponent(code)).toBe(exponent);
	});

	it.each(['eur', 'XAU', 'BGN', '', '__proto__'])('refuses %p with a hint', (code) => {
		expect(() => minorUnitExponent(code)).toThrow(AffiliateError);
	});
});

describe('decimal amounts', () => {
	it.each([
		['87.20', 'EUR', 8720n],
		['87.2', 'EUR', 8720n],
		['-3', 'EUR', -300n],
		['23600', 'JPY', 23600n],
		['23600.00', 'JPY', 23600n],
		['0.005', 'BHD', 5n],
		['007.10', 'EUR', 710n],
	])('reads %s %s exactly', (text, currency, minor) => {
		expect(parseAmount(text, currency)).toEqual(money(minor, currency));
	});

	it.each(['', '1,50', '1.5e3', '+1', '0x10', '1.', '.5', 'NaN', '1 000'])(
		'refuses %p as an amount',
		(text) => {
			expect(() => parseAmount(text, 'EUR')).toThrow(/is not a decimal amount/);
		},
	);

	it('refuses digits below the minor unit unless a rounding mode is given', () => {
		expect(() => parseAmount('1.005', 'EUR')).toThrow(/more decimals than EUR allows/);
		expect(parseAmount('1.005', 'EUR', 'half_up')).toEqual(money(101n, 'EUR'));
	});

	it('survives a round trip in every currency', () => {
		fc.assert(
			fc.property(anyMinor, anyCurrency, (minor, currency) => {
				const value = money(minor, currency);
				expect(parseAmount(formatAmount(value), currency)).toEqual(value);
			}),
		);
	});
});

describe('rounding', () => {
	it.each<[bigint, bigint, Record<RoundingMode, bigint>]>([
		[5n, 2n, { half_up: 3n, half_even: 2n, half_down: 2n, down: 2n, up: 3n }],
		[7n, 2n, { half_up: 4n, half_even: 4n, half_down: 3n, down: 3n, up: 4n }],
		[-5n, 2n, { half_up: -3n, half_even: -2n, half_down: -2n, down: -2n, up: -3n }],
		[10n, 3n, { half_up: 3n, half_even: 3n, half_down: 3n, down: 3n, up: 4n }],
		[6n, 3n, { half_up: 2n, half_even: 2n, half_down: 2n, down: 2n, up: 2n }],
	])('rounds %d / %d by each named mode', (numerator, divisor, expected) => {
		for (const mode of ROUNDING_MODES) {
			expect([mode, roundQuotient(numerator, divisor, mode)]).toEqual([mode, expected[mode]]);
		}
	});

	it('treats −x as the mirror of x in every mode', () => {
		fc.assert(
			fc.property(anyMinor, fc.bigInt({ min: 1n, max: 10n ** 6n }), anyMode, (n, d, mode) => {
				expect(roundQuotient(-n, d, mode)).toBe(-roundQuotient(n, d, mode));
			}),
		);
	});

	it('is never a whole unit away from the exact quotient', () => {
		fc.assert(
			fc.property(anyMinor, fc.bigInt({ min: 1n, max: 10n ** 6n }), anyMode, (n, d, mode) => {
				const error = roundQuotient(n, d, mode) * d - n;
				expect(error < d && error > -d).toBe(true);
			}),
		);
	});
});

describe('rates', () => {
	it.each([
		['87.20', '12.5', '10.90', 'the sentence in the README'],
		['5.00', '32.3', '1.62', 'binary floats give 1.61'],
		['5.00', '64.1', '3.21', 'binary floats give 3.20'],
		['2.50', '1', '0.03', 'a tie goes up'],
		['-2.50', '1', '-0.03', 'a refund mirrors its sale'],
	])('%s at %s %% is %s because %s', (base, percent, expected) => {
		expect(
			formatAmount(applyRate(parseAmount(base, 'EUR'), rateFromPercent(percent), 'half_up')),
		).toBe(expected);
	});

	it('converts between currencies with different minor units', () => {
		const yen = convertMoney(
			parseAmount('10.00', 'EUR'),
			rateFromDecimal('163.25'),
			'JPY',
			'half_up',
		);
		expect(yen).toEqual(money(1633n, 'JPY'));
		const fils = convertMoney(money(1000n, 'JPY'), rateFromDecimal('0.0025'), 'BHD', 'half_up');
		expect(fils).toEqual(money(2500n, 'BHD'));
	});
});

describe('allocation', () => {
	it.each([
		[100n, [1n, 1n, 1n], [34n, 33n, 33n], 'the remainder goes to the first of equals'],
		[101n, [3n, 7n], [30n, 71n], 'the largest remainder wins'],
		[5n, [3n, 7n], [2n, 3n], 'a tie goes to the lower index'],
		[2n, [1n, 1n, 1n], [1n, 1n, 0n], 'fewer units than parts'],
		[5n, [7n, 0n, 3n], [4n, 0n, 1n], 'a weight of zero gets nothing'],
		[-5n, [7n, 3n], [-4n, -1n], 'a negative amount mirrors the positive one'],
		[10n, [47000n, 16000n, 15800n, 12000n, 6100n, 3100n], [5n, 2n, 1n, 1n, 1n, 0n], 'Hare quota'],
	])('splits %d by %p into %p because %s', (total, weights, expected) => {
		const parts = allocateMoney(money(total, 'EUR'), weights);
		expect(parts.map(({ amountMinor }) => amountMinor)).toEqual(expected);
	});

	it('always sums to the whole and mirrors its sign', () => {
		const weights = fc
			.array(fc.bigInt({ min: 0n, max: 10n ** 6n }), { minLength: 1, maxLength: 20 })
			.filter((list) => list.some((weight) => weight > 0n));
		fc.assert(
			fc.property(anyMinor, anyCurrency, weights, (minor, currency, list) => {
				const total = money(minor, currency);
				const parts = allocateMoney(total, list);
				expect(sumMoney(parts, currency)).toEqual(total);
				expect(allocateMoney(negateMoney(total), list)).toEqual(parts.map(negateMoney));
			}),
		);
	});

	it('refuses weights that leave the money nowhere to go', () => {
		expect(() => allocateMoney(money(1n, 'EUR'), [])).toThrow(/Weights/);
		expect(() => allocateMoney(money(1n, 'EUR'), [0n, 0n])).toThrow(/Weights/);
		expect(() => allocateMoney(money(1n, 'EUR'), [2n, -1n])).toThrow(/Weights/);
	});
});

describe('two currencies', () => {
	it('never meet without a rate', () => {
		expect(() => addMoney(money(1n, 'EUR'), money(1n, 'USD'))).toThrow(/cannot be combined/);
	});
});
