import { toMilliseconds, type Instant } from '../kernel';
import type { StartCount } from '../ports/delivery-store';

const WINDOW_SECONDS = 60;

/**
 * How many more runs may begin now, so that never more than `perMinute` begin within any 60 seconds;
 * null: no limit. Starts are counted by whole seconds, and one that may still lie in the window does.
 */
export function startsLeft(
	starts: readonly StartCount[],
	perMinute: number | null,
	now: Instant,
): number {
	if (perMinute === null) return Number.POSITIVE_INFINITY;
	const used = inWindow(starts, now).reduce((sum, entry) => sum + entry.starts, 0);
	return Math.max(0, perMinute - used);
}

/** The counts with more starts; what no limit needs any more is left out. */
export function withStarts(
	starts: readonly StartCount[],
	perMinute: number | null,
	now: Instant,
	count: number,
): StartCount[] {
	if (perMinute === null) return [];
	const second = secondOf(now);
	const kept = inWindow(starts, now);
	const last = kept.at(-1);
	if (last === undefined || last.second < second) return [...kept, { second, starts: count }];
	// A clock that was set back adds to the latest second it has seen.
	return [...kept.slice(0, -1), { second: last.second, starts: last.starts + count }];
}

function inWindow(starts: readonly StartCount[], now: Instant): StartCount[] {
	const first = secondOf(now) - WINDOW_SECONDS;
	return starts.filter(({ second }) => second >= first);
}

function secondOf(now: Instant): number {
	return Math.floor(toMilliseconds(now) / 1_000);
}
