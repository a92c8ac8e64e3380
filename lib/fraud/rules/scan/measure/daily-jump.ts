import { median, poissonUpperTail } from '../../../../statistics';
import { datesBetween, daysBefore } from './calendar-date';
import { SIGNIFICANCE } from './significance';

/** Days that may jump: a scan that failed for a night or two misses nothing. */
const RECENT_DAYS = 3;
const HISTORY_DAYS = 14;

export interface DailyJump {
	readonly date: string;
	readonly uses: number;
	/** Median of the fourteen days before the recent ones. */
	readonly usual: number;
}

/**
 * The busiest of the last three days, when it reaches a multiple of the median day of the fourteen
 * before, and chance is ruled out; null when none does; `unknown` when the first use is younger than
 * that: every start is a jump.
 */
export function dailyJump(
	dates: readonly string[],
	lastDate: string,
	multiple: number,
): DailyJump | null | 'unknown' {
	const historyEnd = daysBefore(lastDate, RECENT_DAYS);
	const historyStart = daysBefore(historyEnd, HISTORY_DAYS - 1);
	if (!dates.some((date) => date <= historyStart)) return 'unknown';

	const counts = new Map<string, number>();
	for (const date of dates) counts.set(date, (counts.get(date) ?? 0) + 1);
	const countsFrom = (first: string, last: string) =>
		datesBetween(first, last).map((date) => ({ date, uses: counts.get(date) ?? 0 }));
	const history = countsFrom(historyStart, historyEnd).map(({ uses }) => uses);
	const usual = median(history);
	const mean = history.reduce((sum, uses) => sum + uses, 0) / HISTORY_DAYS;
	const [busiest] = countsFrom(daysBefore(lastDate, RECENT_DAYS - 1), lastDate).sort(
		(a, b) => b.uses - a.uses,
	);
	if (busiest === undefined || busiest.uses < multiple * Math.max(1, usual)) return null;
	const isChance = poissonUpperTail(busiest.uses, Math.max(1, usual, mean)) >= SIGNIFICANCE;
	return isChance ? null : { ...busiest, usual };
}
