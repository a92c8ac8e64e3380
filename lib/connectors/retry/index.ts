export { backoffMilliseconds } from './backoff';
export { decideRetry, isTransient, type RetryDecision } from './decide-retry';
export { requestWithRetry } from './request-with-retry';
export { retryAfterMilliseconds } from './retry-after';
export {
	DEFAULT_RETRY_LIMITS,
	type RetryPolicy,
	type RetrySafety,
	type VendorRetryRules,
} from './retry-policy';
