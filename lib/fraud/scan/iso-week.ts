import { MILLISECONDS_PER_DAY, toMilliseconds, type Instant } from '../../kernel';

const THURSDAY = 4;

/** The ISO 8601 week of a moment in UTC, "2026-W47": weeks begin on Monday. */
export function isoWeek(at: Instant): string {
	const moment = new Date(toMilliseconds(at));
	const weekday = moment.getUTCDay() === 0 ? 7 : moment.getUTCDay();
	// A week belongs to the year of its Thursday.
	const thursday = new Date(moment.getTime() + (THURSDAY - weekday) * MILLISECONDS_PER_DAY);
	const year = thursday.getUTCFullYear();
	const dayOfYear = Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / MILLISECONDS_PER_DAY);
	return `${year}-W${String(Math.floor(dayOfYear / 7) + 1).padStart(2, '0')}`;
}
