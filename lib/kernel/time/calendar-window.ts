import { instantFromMilliseconds, toMilliseconds, type Instant } from './instant';
import { localDayOf, startOfLocalDay, type CalendarDay } from './local-day';

export const CALENDAR_WINDOWS = ['day', 'week', 'month', 'quarter', 'year', 'lifetime'] as const;

export type CalendarWindow = (typeof CALENDAR_WINDOWS)[number];

type EndingWindow = Exclude<CalendarWindow, 'lifetime'>;

/**
 * First instant of the calendar window that `at` lies in, by the clocks of an IANA time zone; null
 * for `lifetime`. Weeks begin on Monday. Windows follow one another without gap or overlap also
 * where the clocks change at midnight.
 */
export function windowStart(at: Instant, window: CalendarWindow, timeZone = 'UTC'): Instant | null {
	if (window === 'lifetime') return null;
	return instantFromMilliseconds(boundsOf(at, window, timeZone).start);
}

/** First instant after the window that `at` lies in; null for `lifetime`. */
export function windowEnd(at: Instant, window: CalendarWindow, timeZone = 'UTC'): Instant | null {
	if (window === 'lifetime') return null;
	return instantFromMilliseconds(boundsOf(at, window, timeZone).end);
}

interface Bounds {
	readonly start: number;
	readonly end: number;
}

/** The window last asked for, by zone and kind: orders that follow one another lie in the same. */
const LATEST = new Map<string, Bounds>();

function boundsOf(at: Instant, window: EndingWindow, timeZone: string): Bounds {
	const moment = toMilliseconds(at);
	const key = `${window} ${timeZone}`;
	const latest = LATEST.get(key);
	if (latest !== undefined && latest.start <= moment && moment < latest.end) return latest;
	const bounds = findBounds(moment, window, timeZone);
	LATEST.set(key, bounds);
	return bounds;
}

function findBounds(moment: number, window: EndingWindow, timeZone: string): Bounds {
	const first = firstDayOf(localDayOf(moment, timeZone), window);
	const next = firstDayAfter(first, window);
	const end = startOfLocalDay(next, timeZone);
	if (moment < end) return { start: startOfLocalDay(first, timeZone), end };
	// Clocks set back across midnight show the old day again after the new one had begun.
	return { start: end, end: startOfLocalDay(firstDayAfter(next, window), timeZone) };
}

function firstDayOf({ year, month, day }: CalendarDay, window: EndingWindow): CalendarDay {
	switch (window) {
		case 'day':
			return { year, month, day };
		case 'week': {
			const weekday = new Date(Date.UTC(year, month, day)).getUTCDay();
			return { year, month, day: day - ((weekday + 6) % 7) };
		}
		case 'month':
			return { year, month, day: 1 };
		case 'quarter':
			return { year, month: month - (month % 3), day: 1 };
		case 'year':
			return { year, month: 0, day: 1 };
	}
}

function firstDayAfter({ year, month, day }: CalendarDay, window: EndingWindow): CalendarDay {
	switch (window) {
		case 'day':
			return { year, month, day: day + 1 };
		case 'week':
			return { year, month, day: day + 7 };
		case 'month':
			return { year, month: month + 1, day };
		case 'quarter':
			return { year, month: month + 3, day };
		case 'year':
			return { year: year + 1, month, day };
	}
}
