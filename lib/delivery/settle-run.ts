import type { Instant } from '../kernel';
import type { RunState, Settlement } from '../ports/delivery-store';
import { afterAnswer, afterOutage } from './breaker';
import { retryAt } from './retry-schedule';

/** How the run of a delivery ended. Reasons hold no personal data. */
export type RunResult =
	| { readonly outcome: 'done' }
	/** The destination answered that it will never take this record. */
	| { readonly outcome: 'refused'; readonly reason: string }
	| {
			readonly outcome: 'failed';
			readonly reason: string;
			/** Milliseconds that the destination asks to wait; null when it does not tell. */
			readonly retryAfterMilliseconds: number | null;
			/** Whether others may fail for the same reason. */
			readonly isOutage: boolean;
	  };

/**
 * What becomes of a delivery. It is set aside when it was refused or has used up its attempts; else
 * it waits for the next one. `jitter` from 0 to 1.
 */
export function settleRun(
	result: RunResult,
	{ deliveryId, attempt, limits, pulse }: RunState,
	now: Instant,
	jitter: number,
): Settlement {
	const answered = { ...pulse, breaker: afterAnswer() };
	if (result.outcome === 'done') return { to: 'completed', pulse: answered };
	const { reason } = result;
	if (result.outcome === 'refused') return { to: 'dead', reason, pulse: answered };
	const { retryAfterMilliseconds, isOutage } = result;
	const breaker = isOutage
		? afterOutage(pulse.breaker, deliveryId, now, retryAfterMilliseconds)
		: pulse.breaker;
	const after = { ...pulse, breaker };
	if (attempt >= limits.maxAttempts) return { to: 'dead', reason, pulse: after };
	const next = retryAt(now, attempt, jitter, retryAfterMilliseconds);
	return { to: 'waiting', retryAt: next, reason, pulse: after };
}
