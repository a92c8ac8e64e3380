import fc from 'fast-check';
import {
	addDays,
	canonicalJson,
	clickId,
	contentHash,
	deterministicId,
	isClickId,
	parseInstant,
	windowStart,
} from '../../../lib/kernel';

describe('canonical JSON', () => {
	it('gives equal values equal text whatever the order of keys', () => {
		fc.assert(
			fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
				const turned = Object.fromEntries(Object.entries(value).reverse());
				expect(canonicalJson(turned)).toBe(canonicalJson(value));
			}),
		);
	});

	it('tells a number from its text and an absent member from null', () => {
		expect(contentHash({ a: 1 })).not.toBe(contentHash({ a: '1' }));
		expect(contentHash({ a: null })).not.toBe(contentHash({}));
		expect(contentHash({ a: undefined })).toBe(contentHash({}));
	});

	it('refuses values that JSON cannot hold', () => {
		expect(() => canonicalJson({ a: Number.NaN })).toThrow(/no JSON form/);
		expect(() => canonicalJson(() => 1)).toThrow(/no JSON form/);
	});
});

describe('ids', () => {
	it('are the same for the same cause and do not mix up their parts', () => {
		expect(deterministicId('cnv', 'shop', '1')).toBe(deterministicId('cnv', 'shop', '1'));
		expect(deterministicId('cnv', 'shop1', '')).not.toBe(deterministicId('cnv', 'shop', '1'));
		expect(deterministicId('cnv', 'a', 'b').slice(4)).not.toBe(
			deterministicId('com', 'a', 'b').slice(4),
		);
	});

	it('of clicks sort by time and are recognised', () => {
		const time = fc.integer({ min: 0, max: 2 ** 47 });
		const random = fc.uint8Array({ minLength: 10, maxLength: 10 });
		fc.assert(
			fc.property(time, time, random, random, (a, b, x, y) => {
				const [first, second] = [clickId(a, x), clickId(b, y)];
				expect(isClickId(first)).toBe(true);
				if (a !== b) expect(first < second).toBe(a < b);
			}),
		);
	});

	it.each([
		'',
		'clk_',
		'clk_01JB',
		"clk_' or 1=1 --aaaaaaaaaaaaaa",
		'clk_ilou0000000000000000000000',
	])('does not take %p for a click id', (text) => {
		expect(isClickId(text)).toBe(false);
	});
});

describe('time', () => {
	it.each([
		['2026-11-22T18:05:00Z', '2026-11-22T18:05:00.000Z'],
		['2026-11-22T19:05:00+01:00', '2026-11-22T18:05:00.000Z'],
		['2026-11-22T13:05:00.5-0500', '2026-11-22T18:05:00.500Z'],
	])('reads %s as UTC', (text, instant) => {
		expect(parseInstant(text)).toBe(instant);
	});

	it.each(['2026-11-22T18:05:00', '2026-11-22', 'yesterday', '2026-13-40T00:00:00Z', ''])(
		'refuses %p because it has no zone or is no date',
		(text) => {
			expect(() => parseInstant(text)).toThrow(/time zone/);
		},
	);

	it('counts days of exactly 24 hours across daylight saving', () => {
		expect(addDays('2026-03-28T12:00:00.000Z', 2)).toBe('2026-03-30T12:00:00.000Z');
	});

	it('starts calendar windows in UTC', () => {
		const at = '2026-11-22T18:05:00.000Z';
		expect(windowStart(at, 'month')).toBe('2026-11-01T00:00:00.000Z');
		expect(windowStart(at, 'quarter')).toBe('2026-10-01T00:00:00.000Z');
		expect(windowStart(at, 'year')).toBe('2026-01-01T00:00:00.000Z');
		expect(windowStart(at, 'lifetime')).toBeNull();
	});
});
