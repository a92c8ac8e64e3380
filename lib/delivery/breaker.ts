import { instantFromMilliseconds, toMilliseconds, type Instant } from '../kernel';
import type { BreakerState } from '../ports/delivery-store';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** So many deliveries that fail in a row open the breaker. */
export const OUTAGE_FAILURES = 5;

/** How long it stays open the first, second … time in a row; the last one repeats. */
const OPEN_FOR = [30 * SECOND, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 30 * MINUTE] as const;

export const CLOSED: BreakerState = { state: 'closed', failed: [] };

/** How many runs may begin: any number, none while it is open, one at a time to try again. */
export function startsAllowed(breaker: BreakerState, now: Instant, running: number): number {
	if (breaker.state === 'closed') return Number.POSITIVE_INFINITY;
	if (breaker.state === 'open' && now < breaker.until) return 0;
	return running === 0 ? 1 : 0;
}

/** What begins while the breaker is not closed is the trial. */
export function afterStart(breaker: BreakerState): BreakerState {
	if (breaker.state !== 'open') return breaker;
	return { state: 'trial', openings: breaker.openings };
}

/** The destination has answered, with success or by refusing a record: it is there. */
export function afterAnswer(): BreakerState {
	return CLOSED;
}

/**
 * A run failed in a way that others may fail, too. One delivery counts once: a record that fails for
 * a reason of its own would else stop all others. A wait that the destination asked for is the least
 * time that the breaker stays open.
 */
export function afterOutage(
	breaker: BreakerState,
	deliveryId: string,
	now: Instant,
	retryAfterMilliseconds: number | null,
): BreakerState {
	if (breaker.state === 'open') return breaker;
	if (breaker.state === 'trial') return opened(breaker.openings + 1, now, retryAfterMilliseconds);
	const failed = [...new Set([...breaker.failed, deliveryId])];
	if (failed.length < OUTAGE_FAILURES) return { state: 'closed', failed };
	return opened(1, now, retryAfterMilliseconds);
}

function opened(
	openings: number,
	now: Instant,
	retryAfterMilliseconds: number | null,
): BreakerState {
	const pause = OPEN_FOR[Math.min(openings, OPEN_FOR.length) - 1] ?? OPEN_FOR[0];
	const wait = Math.max(pause, retryAfterMilliseconds ?? 0);
	return {
		state: 'open',
		openings,
		until: instantFromMilliseconds(toMilliseconds(now) + wait),
	};
}
