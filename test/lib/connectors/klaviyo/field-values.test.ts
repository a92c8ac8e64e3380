import fc from 'fast-check';
import { formatAmount, money } from '../../../../lib/kernel';
import { exactNumber, jsonOf, textOf } from '../../../../lib/connectors/klaviyo/field-values';

describe('a number for Klaviyo', () => {
	it('has exactly the digits of the amount, for all amounts up to fifteen digits', () => {
		fc.assert(
			fc.property(
				fc.bigInt({ min: -999_999_999_999_999n, max: 999_999_999_999_999n }),
				fc.constantFrom('EUR', 'JPY', 'KWD'),
				(minor, currency) => {
					const text = formatAmount(money(minor, currency));
					const number = exactNumber(text);
					expect(number).not.toBeNull();
					const back = textOf(JSON.parse(JSON.stringify(number)));
					expect(exactNumber(back)).toBe(number);
					expect(trimmed(back)).toBe(trimmed(text));
				},
			),
		);
	});

	it.each([
		['87.20', '87.2'],
		['0.10', '0.1'],
		['-0.005', '-0.005'],
		['0.0000001', '0.0000001'],
		['1000000000000000000000000', '1000000000000000000000000'],
		['-0', '0'],
	])('of %s is told again as %s', (text, told) => {
		expect(textOf(exactNumber(text))).toBe(told);
	});

	it.each(['12345678901234567.89', '0.12345678901234567890', 'NaN', 'Infinity', '', '1,5', '1e3'])(
		'is not made of %s',
		(text) => {
			expect(exactNumber(text)).toBeNull();
		},
	);
});

describe('a value of Klaviyo', () => {
	it.each([
		[null, ''],
		[undefined, ''],
		['text', 'text'],
		[true, 'true'],
		[['a', 1, null], 'a;1;'],
		[{ a: 1 }, '{"a":1}'],
		[1e-7, '0.0000001'],
		[1.5e21, '1500000000000000000000'],
		[-2.5e-8, '-0.000000025'],
	])('%j is the text %j', (value, text) => {
		expect(textOf(value)).toBe(text);
	});

	it.each([
		['12.50', 'number', 12.5],
		['12345678901234567.89', 'number', '12345678901234567.89'],
		['TRUE', 'boolean', true],
		['maybe', 'boolean', 'maybe'],
		['a; b;;', 'choices', ['a', 'b']],
		['2026-11-23T06:00:00.000Z', 'moment', '2026-11-23T06:00:00.000Z'],
		['12.50', undefined, '12.50'],
	] as const)('is made of %s as %s', (text, type, value) => {
		expect(jsonOf(text, type)).toEqual(value);
	});
});

function trimmed(text: string): string {
	const plain = text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text;
	return plain === '-0' ? '0' : plain;
}
