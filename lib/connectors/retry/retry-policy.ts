import type { HttpResponse } from '../../ports/http';

/**
 * `repeatable`: sending it twice leaves what sending it once leaves (reads, upserts, creates that
 * the vendor keys by a unique value). `once`: only what the vendor surely did not act on is sent
 * again.
 */
export type RetrySafety = 'repeatable' | 'once';

/** What differs from vendor to vendor; everything else follows HTTP. */
export interface VendorRetryRules {
	/** Whether a 429 means a quota that no wait of seconds brings back. */
	isQuotaExhausted(response: HttpResponse): boolean;
	/** Milliseconds until the rate window opens again, where the vendor tells them. */
	rateWindowMilliseconds(response: HttpResponse): number | null;
	/** Statuses that say "not now, nothing was done", with the wait the vendor asks for. */
	readonly notNowMilliseconds: ReadonlyMap<number, number>;
}

export interface RetryPolicy {
	/** All attempts, the first one included. */
	readonly maxAttempts: number;
	/** First backoff; it doubles with every attempt. */
	readonly baseMilliseconds: number;
	/** Longest single wait. A vendor that asks for more is not retried now. */
	readonly longestWaitMilliseconds: number;
	readonly safety: RetrySafety;
	readonly vendor: VendorRetryRules;
	/** A number from 0 up to 1 that spreads the retries of many workflows. */
	jitter(): number;
}

/** 1, 2, 4, 8 seconds, at most five attempts and never more than a minute at once. */
export const DEFAULT_RETRY_LIMITS = {
	maxAttempts: 5,
	baseMilliseconds: 1_000,
	longestWaitMilliseconds: 60_000,
} as const;
