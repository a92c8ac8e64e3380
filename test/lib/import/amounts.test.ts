import fc from 'fast-check';
import { AffiliateError, formatAmount, money } from '../../../lib/kernel';
import { addEvidence, decideMark, NO_EVIDENCE } from '../../../lib/import/values/decimal-mark';
import { readAmount } from '../../../lib/import/values/read-amount';

const codeOf = (run: () => unknown): string => {
	try {
		run();
	} catch (error) {
		if (error instanceof AffiliateError) return error.code;
		throw error;
	}
	return 'no error';
};

const read = (text: string, decimalMark: 'point' | 'comma' | null = 'point', currency = 'EUR') =>
	formatAmount(readAmount(text, { currency, decimalMark, rounding: null }));

const markOf = (...cells: string[]) =>
	decideMark(
		'Commission',
		cells.reduce((evidence, cell, index) => addEvidence(evidence, cell, index + 2), NO_EVIDENCE),
		[],
	);

describe('an amount', () => {
	it.each([
		['12', '12.00'],
		['12.5', '12.50'],
		['1,234.56', '1234.56'],
		['1,234,567.89', '1234567.89'],
		['12,34,567.89', '1234567.89'],
		['$1,234.56', '1234.56', 'USD'],
		['US$ 1', '1.00', 'USD'],
		['12.50 EUR', '12.50'],
		['€12.50', '12.50'],
		['$12.50 USD', '12.50', 'USD'],
		['(3.00)', '-3.00'],
		['$(3.00)', '-3.00', 'USD'],
		['(€3.00)', '-3.00'],
		['-$12.50', '-12.50', 'USD'],
		['$-12.50', '-12.50', 'USD'],
		['5.00-', '-5.00'],
		['−5', '-5.00'],
		['+5', '5.00'],
		['.5', '0.50'],
		["1'234.50", '1234.50', 'CHF'],
		['1 234.50', '1234.50'],
		['1\u00a0234.50', '1234.50'],
		['1,234', '1234', 'JPY'],
		['0', '0.00'],
	])('%s with a decimal point is %s', (text, expected, currency = 'EUR') => {
		expect(read(text, 'point', currency)).toBe(expected);
	});

	it.each([
		['1.234,56', '1234.56'],
		['1.234.567,8', '1234567.80'],
		['12,5', '12.50'],
		['1 234,56 €', '1234.56'],
		['(10,00)', '-10.00'],
		['0,05', '0.05'],
	])('%s with a decimal comma is %s', (text, expected) => {
		expect(read(text, 'comma')).toBe(expected);
	});

	it.each([
		['', 'invalid_amount'],
		['free', 'invalid_amount'],
		['5 %', 'invalid_amount'],
		['1.2.3', 'invalid_amount'],
		['1,23', 'invalid_amount'],
		['12,34.5,6', 'invalid_amount'],
		['1234,567.00', 'invalid_amount'],
		['--5', 'invalid_amount'],
		['(-5)', 'invalid_amount'],
		['12 and 13', 'invalid_amount'],
		['1e3', 'invalid_amount'],
		['anna@partner.example', 'invalid_amount'],
		['1.234', 'amount_too_precise'],
		['12.50 USD', 'other_currency'],
		['£12.50', 'other_currency'],
		['$12.50', 'other_currency'],
	])('%s with a decimal point is refused as %s', (text, code) => {
		expect(codeOf(() => read(text))).toBe(code);
	});

	it('with thousands or decimals, nobody knows which, is refused without a decimal mark', () => {
		expect(codeOf(() => read('1,234', null))).toBe('ambiguous_amount');
		expect(codeOf(() => read('1.234', null))).toBe('ambiguous_amount');
		expect(read('1,234', 'point')).toBe('1234.00');
		expect(read('1.234', 'comma')).toBe('1234.00');
		expect(read('1234', null)).toBe('1234.00');
	});

	it('is rounded half up only when that is asked for', () => {
		const rules = { currency: 'EUR', decimalMark: 'point' as const };
		expect(formatAmount(readAmount('3.335', { ...rules, rounding: 'half_up' }))).toBe('3.34');
		expect(formatAmount(readAmount('-3.335', { ...rules, rounding: 'half_up' }))).toBe('-3.34');
		expect(codeOf(() => readAmount('3.335', { ...rules, rounding: null }))).toBe(
			'amount_too_precise',
		);
	});

	it('is never repeated in an error', () => {
		expect(() => read('secret')).toThrow(/^is not an amount$/);
	});

	it('of any size comes back exactly, however it is written', () => {
		fc.assert(
			fc.property(
				fc.bigInt(-(10n ** 15n), 10n ** 15n),
				fc.constantFrom('EUR', 'JPY', 'BHD'),
				fc.constantFrom('point', 'comma'),
				fc.boolean(),
				(minor, currency, mark, hasBrackets) => {
					const value = money(minor, currency);
					const plain = formatAmount(value).replace('-', '');
					const [whole = '', fraction] = plain.split('.');
					const [decimal, group] = mark === 'point' ? ['.', ','] : [',', '.'];
					const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
					const digits = fraction === undefined ? grouped : `${grouped}${decimal}${fraction}`;
					const negative = hasBrackets ? `(${digits})` : `-${digits}`;
					const text = `${minor < 0n ? negative : digits} ${currency}`;
					const rules = { currency, decimalMark: mark as 'point' | 'comma', rounding: null };
					expect(readAmount(text, rules)).toEqual(value);
				},
			),
		);
	});
});

describe('the decimal mark of a column', () => {
	it.each([
		[['12', '1,234', '1,234.56'], 'point'],
		[['12,5', '1.234'], 'comma'],
		[['1,234,567'], 'point'],
		[['1.234.567'], 'comma'],
		[['0,125'], 'comma'],
		[['1234,567'], 'comma'],
		[['12', '1,234', '1.234', 'n/a'], null],
	])('of %j is the %s', (cells, mark) => {
		expect(markOf(...cells)).toBe(mark);
	});

	it('cannot be both', () => {
		expect(codeOf(() => markOf('1.50', '1,50'))).toBe('mixed_decimal_marks');
	});

	it('follows the other amounts of the file where the column itself does not show it', () => {
		const comma = addEvidence(NO_EVIDENCE, '1,50', 2);
		const point = addEvidence(NO_EVIDENCE, '1.50', 2);
		expect(decideMark('Total', NO_EVIDENCE, [comma])).toBe('comma');
		expect(decideMark('Total', NO_EVIDENCE, [comma, point])).toBeNull();
	});
});
