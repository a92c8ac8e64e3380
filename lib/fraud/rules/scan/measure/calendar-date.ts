import { MILLISECONDS_PER_DAY } from '../../../../kernel';

/** The date some days before another, as 2026-11-22; negative goes on. */
export function daysBefore(date: string, days: number): string {
	const milliseconds = Date.parse(`${date}T00:00:00.000Z`) - days * MILLISECONDS_PER_DAY;
	return new Date(milliseconds).toISOString().slice(0, 10);
}

/** All dates from one to another, both included, oldest first. */
export function datesBetween(first: string, last: string): string[] {
	const dates: string[] = [];
	for (let date = first; date <= last; date = daysBefore(date, -1)) dates.push(date);
	return dates;
}

/** 0 for Sunday to 6 for Saturday. */
export function weekdayOf(date: string): number {
	return new Date(`${date}T00:00:00.000Z`).getUTCDay();
}
