import type { VendorRetryRules } from '../retry';

/**
 * Klaviyo's limits: per account and endpoint, a burst of one second and a steady window of one
 * minute; 429 carries `Retry-After` in seconds. There is no daily quota on the endpoints that are used
 * here. `RateLimit-Reset` (seconds) comes with other answers; where a 429 has it, it tells the wait.
 * Source: "Rate limits, status codes, and errors" of Klaviyo's guides.
 */
export const klaviyoRetryRules: VendorRetryRules = {
	isQuotaExhausted: () => false,
	rateWindowMilliseconds: ({ headers }) => {
		const seconds = Number(headers['ratelimit-reset'] ?? '');
		return Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds * 1_000) : null;
	},
	notNowMilliseconds: new Map(),
};
