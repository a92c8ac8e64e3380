import { instantFromMilliseconds, toMilliseconds, type Instant } from './instant';

/**
 * The same day and time `months` calendar months later in UTC (negative: earlier); a day that the
 * month does not have becomes its last: 31 January and one month is 28 or 29 February.
 */
export function addMonths(instant: Instant, months: number): Instant {
	const date = new Date(toMilliseconds(instant));
	const firstOfMonth = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
	const target = new Date(firstOfMonth);
	const lastDay = new Date(
		Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0),
	).getUTCDate();
	target.setUTCDate(Math.min(date.getUTCDate(), lastDay));
	target.setUTCHours(
		date.getUTCHours(),
		date.getUTCMinutes(),
		date.getUTCSeconds(),
		date.getUTCMilliseconds(),
	);
	return instantFromMilliseconds(target.getTime());
}

/**
 * Whole calendar months from `from` to `to` in UTC, by the rule of `addMonths`: from 31 January to
 * 28 February is one month. Negative when `to` is earlier, as many as the other way round.
 */
export function monthsBetween(from: Instant, to: Instant): number {
	if (to < from) return 0 - monthsBetween(to, from);
	const [start, end] = [new Date(toMilliseconds(from)), new Date(toMilliseconds(to))];
	const months =
		(end.getUTCFullYear() - start.getUTCFullYear()) * 12 +
		(end.getUTCMonth() - start.getUTCMonth());
	return addMonths(from, months) <= to ? months : months - 1;
}
