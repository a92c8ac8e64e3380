import { instantFromMilliseconds, type Instant } from '../../../lib/kernel';
import type { Draws } from './draws';

export const MILLISECONDS_PER_HOUR = 3_600_000;
export const MILLISECONDS_PER_DAY = 24 * MILLISECONDS_PER_HOUR;
export const MILLISECONDS_PER_MINUTE = 60_000;

/** A Monday. */
const FIRST_DAY = Date.UTC(2026, 7, 31);

/** Sunday first: weekends are strong, midweek is weak. */
const WEEKDAYS = [1.25, 0.95, 0.9, 0.9, 0.95, 1.05, 1.15];

const SALE = { firstDay: 38, lastDay: 44, factor: 1.8 };

/** How busy each hour of the day is (UTC): few at night, most in the evening. */
const HOURS = [2, 1, 1, 1, 1, 2, 4, 6, 8, 9, 10, 10, 11, 10, 10, 10, 11, 13, 16, 19, 20, 17, 10, 5];

export function startOfDay(day: number): number {
	return FIRST_DAY + day * MILLISECONDS_PER_DAY;
}

export function instantOf(milliseconds: number): Instant {
	return instantFromMilliseconds(Math.floor(milliseconds));
}

/** What the whole programme does on a day: the week's rhythm and one sale week. */
export function season(day: number): number {
	const weekday = WEEKDAYS[(day + 1) % 7] ?? 1;
	const isSale = day >= SALE.firstDay && day <= SALE.lastDay;
	return weekday * (isSale ? SALE.factor : 1);
}

const BUSIEST = Math.max(...HOURS);

/** A moment of the day when people are awake. */
export function humanMoment(day: number, draws: Draws): number {
	for (;;) {
		const hour = draws.whole(0, 23);
		if (draws.between(0, BUSIEST) > (HOURS[hour] ?? 0)) continue;
		return startOfDay(day) + (hour + draws.between(0, 1)) * MILLISECONDS_PER_HOUR;
	}
}

/** A moment of the day when machines are awake. */
export function machineMoment(day: number, draws: Draws): number {
	return startOfDay(day) + draws.between(0, MILLISECONDS_PER_DAY);
}
