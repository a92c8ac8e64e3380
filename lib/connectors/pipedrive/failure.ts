import type { HttpResponse } from '../../ports/http';
import { isTransient } from '../retry';
import { NO_FAILURE_DETAILS, type VendorFailure } from '../vendor';
import { isDailyBudgetUsedUp, pipedriveRetryRules } from './retry-rules';
import { errorOf } from './schema';

/** Said with every error. */
const GENERAL_ADVICE = /please check developers\.pipedrive\.com.*$/i;

/** Null for a good answer; also a 200 can tell that it was none. */
export function failureOf(response: HttpResponse): VendorFailure | null {
	const { status, headers, body } = response;
	const isGood = status >= 200 && status < 300;
	const error = errorOf(body);
	if (isGood && error?.success !== false) return null;
	const failure: VendorFailure = {
		...NO_FAILURE_DETAILS,
		status: isGood ? 422 : status,
		trace: headers['x-correlation-id'] ?? null,
		retryable: isTransient(response, { vendor: pipedriveRetryRules }),
	};
	if (status === 429) {
		return isDailyBudgetUsedUp(response) ? { ...failure, code: 'DAILY_BUDGET' } : failure;
	}
	// The network in front of Pipedrive answers with a page, not with JSON.
	if (status === 403 && error === null) return { ...failure, code: 'BLOCKED', retryable: true };
	if (error === null) return failure;
	const info = error.error_info.replace(GENERAL_ADVICE, '').trim();
	return {
		...failure,
		code: error.code,
		message: [error.error, info].filter((text) => text !== '').join(' '),
		field: error.field_code ?? /\b[0-9a-f]{40}\b/.exec(error.error)?.[0] ?? null,
	};
}

/** Nothing was asked: what we would send, or what is there, cannot be right. */
export function ownFailure(code: string, message: string, field: string | null): VendorFailure {
	return { ...NO_FAILURE_DETAILS, status: 422, code, message, field };
}

/** Whether no further request of the run can go better. */
export function isFinal({ status, retryable }: VendorFailure): boolean {
	return retryable || status === 401 || status === 402;
}

/** Whether a request was perhaps carried out. */
export function isUnsure({ status }: VendorFailure): boolean {
	return status === 0 || status >= 500;
}
