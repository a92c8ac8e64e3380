import type { VendorRetryRules } from '../retry';
import { errorsOf } from './schema';

/** Several requests of the same records met; Salesforce gives a lock up after ten seconds. */
const LOCKED_STATUS = 423;

/**
 * Salesforce's limits: requests of the last 24 hours over the whole org, and few long requests at
 * once. Both are `REQUEST_LIMIT_EXCEEDED` (403); the message tells them apart. It sends no
 * `Retry-After`. Source: "API Request Limits and Allocations" of the limits cheat sheet.
 */
export const salesforceRetryRules: VendorRetryRules = {
	isQuotaExhausted: (response) =>
		errorsOf(response.body).some(
			({ errorCode, message }) =>
				errorCode === 'REQUEST_LIMIT_EXCEEDED' && !message.startsWith('ConcurrentRequests'),
		),
	rateWindowMilliseconds: () => null,
	notNowMilliseconds: new Map([[LOCKED_STATUS, 1_000]]),
};

/** Salesforce's codes that mean "not now", as the status that HTTP has for it. */
export const STATUS_OF_CODE: Readonly<Record<string, number>> = {
	REQUEST_LIMIT_EXCEEDED: 429,
	UNABLE_TO_LOCK_ROW: LOCKED_STATUS,
	SERVER_UNAVAILABLE: 503,
	REQUEST_RUNNING_TOO_LONG: 503,
	QUERY_TIMEOUT: 503,
};
