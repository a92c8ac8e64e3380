import { toMilliseconds, type Instant } from './instant';
import { zoneOffset } from './zone-offset';

/** Further from UTC than the clocks of any zone ever were. */
const BEYOND_ANY_OFFSET = 16 * 3_600_000;

/** A day of the calendar, without a zone. Months count from 0; days may run over. */
export interface CalendarDay {
	readonly year: number;
	readonly month: number;
	readonly day: number;
}

/** The day that calendars in the zone show at a moment. */
export function localDayOf(milliseconds: number, timeZone: string): CalendarDay {
	const local = new Date(milliseconds + zoneOffset(milliseconds, timeZone));
	return { year: local.getUTCFullYear(), month: local.getUTCMonth(), day: local.getUTCDate() };
}

/** The date that calendars in an IANA time zone show at a moment: "2026-11-22". */
export function localDate(at: Instant, timeZone = 'UTC'): string {
	const milliseconds = toMilliseconds(at);
	return new Date(milliseconds + zoneOffset(milliseconds, timeZone)).toISOString().slice(0, 10);
}

/**
 * First moment at which the clocks of the zone show the day, in milliseconds. Where midnight comes
 * twice it is the first; where it is skipped it is the moment of the jump.
 */
export function startOfLocalDay({ year, month, day }: CalendarDay, timeZone: string): number {
	const midnight = Date.UTC(year, month, day);
	if (timeZone === 'UTC') return midnight;
	const before = midnight - BEYOND_ANY_OFFSET;
	const after = midnight + BEYOND_ANY_OFFSET;
	const exact = [before, midnight, after]
		.map((moment) => midnight - zoneOffset(moment, timeZone))
		.filter((moment) => moment + zoneOffset(moment, timeZone) === midnight);
	return exact.length > 0 ? Math.min(...exact) : jumpOver(midnight, before, after, timeZone);
}

/** The moment at which the local clock jumps from before `midnight` to after it. */
function jumpOver(midnight: number, before: number, after: number, timeZone: string): number {
	let low = before;
	let high = after;
	while (high - low > 1) {
		const middle = Math.floor((low + high) / 2);
		if (middle + zoneOffset(middle, timeZone) < midnight) low = middle;
		else high = middle;
	}
	return high;
}
