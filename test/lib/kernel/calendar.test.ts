import fc from 'fast-check';
import {
	addMonths,
	CALENDAR_WINDOWS,
	instantFromMilliseconds,
	MILLISECONDS_PER_DAY,
	monthsBetween,
	toMilliseconds,
	windowEnd,
	windowStart,
	type CalendarWindow,
} from '../../../lib/kernel';

const ZONES = [
	'UTC',
	'Europe/Berlin',
	'America/New_York',
	'America/Santiago',
	'America/Sao_Paulo',
	'America/St_Johns',
	'America/Havana',
	'Asia/Kolkata',
	'Asia/Kathmandu',
	'Asia/Beirut',
	'Africa/Cairo',
	'Australia/Lord_Howe',
	'Pacific/Apia',
	'Pacific/Chatham',
	'Pacific/Kiritimati',
];

const ENDING = CALENDAR_WINDOWS.filter((window) => window !== 'lifetime');

const zone = fc.constantFrom(...ZONES);
const moment = fc
	.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2040, 0, 1) })
	.map(instantFromMilliseconds);

/** What a wall calendar of the zone shows, by another way than the code under test. */
function shownDay(milliseconds: number, timeZone: string): string {
	return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(milliseconds);
}

/** Name of the window that a day lies in. */
function windowOf(day: string, window: CalendarWindow): string {
	const [year = '', month = ''] = day.split('-');
	const date = new Date(`${day}T00:00:00Z`);
	switch (window) {
		case 'day':
			return day;
		case 'week':
			return String(Math.floor((date.getTime() / MILLISECONDS_PER_DAY + 3) / 7));
		case 'month':
			return `${year}-${month}`;
		case 'quarter':
			return `${year} Q${Math.ceil(Number(month) / 3)}`;
		case 'year':
			return year;
		case 'lifetime':
			return '';
	}
}

describe('calendar windows', () => {
	it.each([
		['day', 'Europe/Berlin', '2026-11-16T23:00:00.000Z', '2026-11-17T23:00:00.000Z'],
		['week', 'Europe/Berlin', '2026-11-15T23:00:00.000Z', '2026-11-22T23:00:00.000Z'],
		['month', 'Europe/Berlin', '2026-10-31T23:00:00.000Z', '2026-11-30T23:00:00.000Z'],
		['quarter', 'America/New_York', '2026-10-01T04:00:00.000Z', '2027-01-01T05:00:00.000Z'],
		['year', 'Asia/Kathmandu', '2025-12-31T18:15:00.000Z', '2026-12-31T18:15:00.000Z'],
	] as const)('of a %s begin and end by the clocks of %s', (window, timeZone, start, end) => {
		const at = '2026-11-17T12:30:00.000Z';
		expect(windowStart(at, window, timeZone)).toBe(start);
		expect(windowEnd(at, window, timeZone)).toBe(end);
	});

	it('of a lifetime have neither beginning nor end', () => {
		expect(windowStart('2026-11-17T12:30:00.000Z', 'lifetime', 'Europe/Berlin')).toBeNull();
		expect(windowEnd('2026-11-17T12:30:00.000Z', 'lifetime')).toBeNull();
	});

	it('are of 23 and of 25 hours where the clocks change', () => {
		expect(windowStart('2026-03-29T10:00:00.000Z', 'day', 'Europe/Berlin')).toBe(
			'2026-03-28T23:00:00.000Z',
		);
		expect(windowEnd('2026-03-29T10:00:00.000Z', 'day', 'Europe/Berlin')).toBe(
			'2026-03-29T22:00:00.000Z',
		);
		expect(windowEnd('2026-10-25T10:00:00.000Z', 'day', 'Europe/Berlin')).toBe(
			'2026-10-25T23:00:00.000Z',
		);
	});

	it('begin at the first moment of the day where midnight is skipped', () => {
		// Clocks in Santiago went from 24:00 on 7 September 2024 to 01:00.
		expect(windowStart('2024-09-08T12:00:00.000Z', 'day', 'America/Santiago')).toBe(
			'2024-09-08T04:00:00.000Z',
		);
	});

	it('begin at the first midnight where it comes twice', () => {
		// Clocks in Havana go from 01:00 back to 00:00.
		expect(windowStart('2024-11-03T12:00:00.000Z', 'day', 'America/Havana')).toBe(
			'2024-11-03T04:00:00.000Z',
		);
	});

	it('begin once where the clocks go back across midnight', () => {
		// Clocks in St John's went from 00:01 on 7 November 2010 back to 23:01.
		const day = '2010-11-07T02:30:00.000Z';
		expect(windowStart('2010-11-07T02:31:00.000Z', 'day', 'America/St_Johns')).toBe(day);
		expect(windowStart('2010-11-07T03:10:00.000Z', 'day', 'America/St_Johns')).toBe(day);
		expect(windowEnd('2010-11-07T02:29:00.000Z', 'day', 'America/St_Johns')).toBe(day);
	});

	it('pass over a day that a zone never had', () => {
		// Samoa went from 29 to 31 December 2011.
		const start = '2011-12-30T10:00:00.000Z';
		expect(windowEnd('2011-12-30T09:59:59.999Z', 'day', 'Pacific/Apia')).toBe(start);
		expect(windowStart('2011-12-30T10:00:00.000Z', 'day', 'Pacific/Apia')).toBe(start);
	});

	it('hold their moment and follow one another without gap or overlap', () => {
		fc.assert(
			fc.property(moment, fc.constantFrom(...ENDING), zone, (at, window, timeZone) => {
				const start = windowStart(at, window, timeZone) ?? '';
				const end = windowEnd(at, window, timeZone) ?? '';
				expect(start <= at && at < end).toBe(true);
				const last = instantFromMilliseconds(toMilliseconds(end) - 1);
				expect(windowStart(start, window, timeZone)).toBe(start);
				expect(windowStart(last, window, timeZone)).toBe(start);
				expect(windowStart(end, window, timeZone)).toBe(end);
			}),
			{ numRuns: 400 },
		);
	});

	it('are those that a search day by day in a calendar finds', () => {
		fc.assert(
			fc.property(moment, fc.constantFrom(...ENDING), zone, (at, window, timeZone) => {
				const start = toMilliseconds(windowStart(at, window, timeZone) ?? '');
				const name = windowOf(shownDay(start, timeZone), window);
				expect(windowOf(shownDay(start - 1, timeZone), window)).not.toBe(name);
				const end = toMilliseconds(windowEnd(at, window, timeZone) ?? '');
				expect(windowOf(shownDay(end, timeZone), window)).not.toBe(name);
				// Noon to noon, so that clocks set back across midnight do not matter.
				for (let day = start + 43_200_000; day < end; day += MILLISECONDS_PER_DAY) {
					expect(windowOf(shownDay(day, timeZone), window)).toBe(name);
				}
			}),
			{ numRuns: 60 },
		);
	});
});

describe('calendar months', () => {
	it.each([
		['2026-01-31T12:00:00.000Z', 1, '2026-02-28T12:00:00.000Z'],
		['2024-01-31T12:00:00.000Z', 1, '2024-02-29T12:00:00.000Z'],
		['2024-02-29T00:00:00.000Z', 12, '2025-02-28T00:00:00.000Z'],
		['2026-03-31T12:00:00.000Z', -1, '2026-02-28T12:00:00.000Z'],
		['2026-11-17T12:30:00.000Z', 0, '2026-11-17T12:30:00.000Z'],
		['2026-11-17T12:30:00.000Z', 14, '2028-01-17T12:30:00.000Z'],
	])('%s and %i months is %s', (from, months, to) => {
		expect(addMonths(from, months)).toBe(to);
	});

	it.each([
		['2026-01-31T12:00:00.000Z', '2026-02-28T12:00:00.000Z', 1],
		['2026-01-31T12:00:00.000Z', '2026-02-28T11:59:59.999Z', 0],
		['2026-01-15T12:00:00.000Z', '2027-01-15T12:00:00.000Z', 12],
		['2026-01-15T12:00:00.000Z', '2027-01-14T12:00:00.000Z', 11],
		['2026-02-28T12:00:00.000Z', '2026-01-31T12:00:00.000Z', -1],
	])('from %s to %s are %i', (from, to, months) => {
		expect(monthsBetween(from, to)).toBe(months);
	});

	it('between two moments are the most that can be added without going beyond', () => {
		fc.assert(
			fc.property(moment, moment, (a, b) => {
				const [from, to] = a <= b ? [a, b] : [b, a];
				const months = monthsBetween(from, to);
				expect(addMonths(from, months) <= to).toBe(true);
				expect(addMonths(from, months + 1) > to).toBe(true);
				expect(Math.abs(monthsBetween(to, from))).toBe(months);
			}),
		);
	});

	it('that are added are the months between', () => {
		fc.assert(
			fc.property(moment, fc.integer({ min: 0, max: 400 }), (from, months) => {
				expect(monthsBetween(from, addMonths(from, months))).toBe(months);
			}),
		);
	});
});
