import { instantFromMilliseconds, toMilliseconds, type Instant } from '../kernel';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

/** Pauses after the first, second … unsuccessful run; the last one repeats. */
const PAUSES = [5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, 60 * MINUTE] as const;

/** Jitter makes a pause longer by up to a quarter, never shorter. */
const JITTER_PARTS = 4;

/** Nobody who asks for more is waited for: his clock or his unit is wrong. */
const LONGEST_WAIT = DAY;

/**
 * When something is tried again after its `attempt`-th run did not succeed: after the wait that was
 * asked for (up to a day), else by the schedule. `jitter` from 0 to 1 spreads those that failed
 * together.
 */
export function retryAt(
	now: Instant,
	attempt: number,
	jitter = 0,
	retryAfterMilliseconds: number | null = null,
): Instant {
	const scheduled = PAUSES[Math.min(Math.max(attempt, 1), PAUSES.length) - 1] ?? PAUSES[0];
	const pause =
		retryAfterMilliseconds === null
			? scheduled
			: Math.min(Math.max(retryAfterMilliseconds, SECOND), LONGEST_WAIT);
	const spread = Math.floor((pause * Math.min(Math.max(jitter, 0), 1)) / JITTER_PARTS);
	return instantFromMilliseconds(toMilliseconds(now) + Math.ceil(pause) + spread);
}
