import { instantFromMilliseconds, toMilliseconds, type Instant } from './instant';

export const CALENDAR_WINDOWS = ['month', 'quarter', 'year', 'lifetime'] as const;

export type CalendarWindow = (typeof CALENDAR_WINDOWS)[number];

/** First instant of the UTC calendar window that `at` lies in; null for `lifetime`. */
export function windowStart(at: Instant, window: CalendarWindow): Instant | null {
	const date = new Date(toMilliseconds(at));
	const year = date.getUTCFullYear();
	const month = date.getUTCMonth();
	switch (window) {
		case 'month':
			return instantFromMilliseconds(Date.UTC(year, month, 1));
		case 'quarter':
			return instantFromMilliseconds(Date.UTC(year, month - (month % 3), 1));
		case 'year':
			return instantFromMilliseconds(Date.UTC(year, 0, 1));
		case 'lifetime':
			return null;
	}
}
