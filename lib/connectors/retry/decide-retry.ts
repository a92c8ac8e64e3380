import type { HttpResponse } from '../../ports/http';
import { backoffMilliseconds } from './backoff';
import { retryAfterMilliseconds } from './retry-after';
import type { RetryPolicy } from './retry-policy';

export type RetryDecision =
	| { readonly retry: true; readonly waitMilliseconds: number }
	| {
			readonly retry: false;
			readonly reason: 'final' | 'quota' | 'not_repeatable' | 'attempts_used' | 'wait_too_long';
	  };

/** Faults on the way or at the vendor: the request may or may not have been carried out. */
const UNSURE_STATUSES: ReadonlySet<number> = new Set([500, 502, 503, 504, 524]);

/**
 * Whether to send a request again, and after what wait. `response` is null when no answer came.
 * 429 and the vendor's "not now" statuses are sent again in any case: nothing was done. 5xx and
 * lost answers only when the request is repeatable. Everything else (400, 401, 403, 404, 409 …)
 * would be answered the same way again.
 */
export function decideRetry(
	attempt: number,
	response: HttpResponse | null,
	policy: RetryPolicy,
): RetryDecision {
	if (response?.status === 429 && policy.vendor.isQuotaExhausted(response)) {
		return { retry: false, reason: 'quota' };
	}
	const isUnsure = response === null || UNSURE_STATUSES.has(response.status);
	if (!isUnsure && !wasNotDone(response, policy)) return { retry: false, reason: 'final' };
	if (isUnsure && policy.safety === 'once') return { retry: false, reason: 'not_repeatable' };
	if (attempt >= policy.maxAttempts) return { retry: false, reason: 'attempts_used' };
	const wait = askedWait(response, policy) ?? backoffMilliseconds(attempt, policy.jitter(), policy);
	if (wait > policy.longestWaitMilliseconds) return { retry: false, reason: 'wait_too_long' };
	return { retry: true, waitMilliseconds: wait };
}

/** Whether the same request may well succeed at another time. */
export function isTransient(response: HttpResponse, policy: Pick<RetryPolicy, 'vendor'>): boolean {
	return UNSURE_STATUSES.has(response.status) || wasNotDone(response, policy);
}

function wasNotDone(response: HttpResponse, policy: Pick<RetryPolicy, 'vendor'>): boolean {
	return response.status === 429 || policy.vendor.notNowMilliseconds.has(response.status);
}

function askedWait(response: HttpResponse | null, policy: RetryPolicy): number | null {
	if (response === null) return null;
	const header = retryAfterMilliseconds(response);
	if (header !== null) return header;
	if (response.status === 429) return policy.vendor.rateWindowMilliseconds(response);
	return policy.vendor.notNowMilliseconds.get(response.status) ?? null;
}
