import { instantFromMilliseconds, toMilliseconds, type Instant } from '../../lib/kernel';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** Pauses after the first, second … unsuccessful run; the last one repeats. */
const PAUSES = [5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, 60 * MINUTE] as const;

/** When an entry is tried again after its `attempt`-th run did not succeed. */
export function retryAt(now: Instant, attempt: number): Instant {
	const pause = PAUSES[Math.min(Math.max(attempt, 1), PAUSES.length) - 1] ?? PAUSES[0];
	return instantFromMilliseconds(toMilliseconds(now) + pause);
}
