import fc from 'fast-check';
import { comparablePhone } from '../../../lib/kernel';

describe('a phone number', () => {
	it.each([
		'+49 171 1234567',
		'0049 171 1234567',
		'+49 (0)171 1234567',
		'+49 ( 0 ) 171/1234567',
		'+49 0171 1234567',
		'(+49) 171 1234567',
		'+49_171.123-45 67',
		'+49 171\u20111234567',
		'+49 171\u20131234567',
		'\u202a+49 171 1234567\u202c',
		'+49\u200b1711234567',
		'＋４９１７１１２３４５６７',
		'+٤٩١٧١١٢٣٤٥٦٧',
		'tel:+491711234567',
		'+49 171 1234567 ext. 5',
		'+49 171 1234567#5',
	])('is the same one when it is spelled %p', (spelling) => {
		expect(comparablePhone(spelling, null)).toBe('491711234567');
	});

	it.each([
		['0171 1234567', 'de', '491711234567'],
		['(415) 555-2671', 'US', '14155552671'],
		['1 415 555 2671', 'CA', '14155552671'],
		['011 49 171 1234567', 'US', '491711234567'],
		['011 123 4567', 'IT', '390111234567'],
		['+39 011 1234567', 'DE', '390111234567'],
		['8 912 345 67 89', 'RU', '79123456789'],
		['06 30 123 4567', 'HU', '36301234567'],
		['612 345 678', 'ES', '34612345678'],
	])('that is dialled as %s in %s is %s', (phone, country, expected) => {
		expect(comparablePhone(phone, country)).toBe(expected);
	});

	it.each([
		['0171 1234567', null],
		['0171 1234567', 'nowhere'],
		['+999 1234567', 'DE'],
		['12', 'DE'],
		['+49 171 1234567 8901234', 'DE'],
		['call me', 'DE'],
		['', 'DE'],
		[null, 'DE'],
	])('that says too little (%p in %p) is none', (phone, country) => {
		expect(comparablePhone(phone, country)).toBeNull();
	});

	it('is digits only, whatever text it came from', () => {
		const phone = fc.string({ unit: fc.constantFrom(...'+0123456789 ()-x'), maxLength: 20 });
		fc.assert(
			fc.property(fc.oneof(phone, fc.string()), (text) => {
				const once = comparablePhone(text, 'DE');
				expect(once ?? '1234567').toMatch(/^\d{7,15}$/);
			}),
		);
	});
});
