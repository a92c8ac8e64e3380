import fc from 'fast-check';
import { AffiliateError } from '../../../lib/kernel';
import { readDate, type DateFormat } from '../../../lib/import/values/read-date';

const codeOf = (text: string, format: DateFormat | null): string => {
	try {
		return readDate(text, format);
	} catch (error) {
		if (error instanceof AffiliateError) return error.code;
		throw error;
	}
};

describe('a date', () => {
	it.each([
		['2024-01-31', '2024-01-31T00:00:00.000Z'],
		['2024-01-31 13:05:00', '2024-01-31T13:05:00.000Z'],
		['2024-01-31 13:05', '2024-01-31T13:05:00.000Z'],
		['2024-01-31T13:05:00Z', '2024-01-31T13:05:00.000Z'],
		['2024-01-31T13:05:00+02:00', '2024-01-31T11:05:00.000Z'],
		['2024-01-31 13:05:00 +0200', '2024-01-31T11:05:00.000Z'],
		['2024-01-31 13:05:00.123456', '2024-01-31T13:05:00.000Z'],
		['2024-01-31 13:05:00 UTC', '2024-01-31T13:05:00.000Z'],
		['2024/1/31', '2024-01-31T00:00:00.000Z'],
		['31.01.2024', '2024-01-31T00:00:00.000Z'],
		['1.2.2024 13:05', '2024-02-01T13:05:00.000Z'],
		['31/01/2024', '2024-01-31T00:00:00.000Z'],
		['01/31/2024 1:05 PM', '2024-01-31T13:05:00.000Z'],
		['03/03/2024', '2024-03-03T00:00:00.000Z'],
		['January 31, 2024 1:05 pm', '2024-01-31T13:05:00.000Z'],
		['Jan 31, 2024, 12:00 am', '2024-01-31T00:00:00.000Z'],
		['Sept. 1, 2024', '2024-09-01T00:00:00.000Z'],
		['31 January 2024', '2024-01-31T00:00:00.000Z'],
		['31-Jan-2024', '2024-01-31T00:00:00.000Z'],
		['1706706300', '2024-01-31T13:05:00.000Z'],
		['1706706300000', '2024-01-31T13:05:00.000Z'],
	])('%s is %s without a format', (text, expected) => {
		expect(codeOf(text, null)).toBe(expected);
	});

	it('with day and month below 13 is refused without a format', () => {
		expect(codeOf('01/02/2024', null)).toBe('ambiguous_date');
		expect(codeOf('01-02-2024', null)).toBe('ambiguous_date');
		expect(codeOf('01/02/2024', 'dmy')).toBe('2024-02-01T00:00:00.000Z');
		expect(codeOf('01/02/2024', 'mdy')).toBe('2024-01-02T00:00:00.000Z');
		expect(codeOf('01.02.2024', 'mdy')).toBe('2024-01-02T00:00:00.000Z');
	});

	it.each([
		'2024-02-30',
		'2024-02-30T00:00:00Z',
		'2023-02-29',
		'2024-13-01',
		'2024-01-31 24:00:00',
		'2024-01-31 13:60:00',
		'01/31/24',
		'January 31',
		'32 January 2024',
		'Foo 31, 2024',
		'13:05',
		`2024-${':'.repeat(1_000_000)}`,
		`1${' '.repeat(1_000_000)}1`,
		'yesterday',
		'0000-00-00 00:00:00',
		'01/31/2024 13:05 pm',
	])('%s is refused', (text) => {
		expect(codeOf(text, null)).toBe('invalid_date');
	});

	it('of the other order than the format says is refused', () => {
		expect(codeOf('01/31/2024', 'dmy')).toBe('invalid_date');
		expect(codeOf('31/01/2024', 'mdy')).toBe('invalid_date');
	});

	it('comes back from every way of writing it', () => {
		const day = fc.date({
			min: new Date('1990-01-01T00:00:00Z'),
			max: new Date('2099-12-31T00:00:00Z'),
			noInvalidDate: true,
		});
		fc.assert(
			fc.property(day, (date) => {
				const iso = date.toISOString().slice(0, 10);
				const [year = '', month = '', dayOfMonth = ''] = iso.split('-');
				const expected = `${iso}T00:00:00.000Z`;
				expect(readDate(iso, null)).toBe(expected);
				expect(readDate(`${dayOfMonth}.${month}.${year}`, null)).toBe(expected);
				expect(readDate(`${month}/${dayOfMonth}/${year}`, 'mdy')).toBe(expected);
				expect(readDate(`${dayOfMonth}/${month}/${year}`, 'dmy')).toBe(expected);
			}),
		);
	});
});
