import type { HttpResponse } from '../../ports/http';
import { isTransient, retryAfterMilliseconds } from '../retry';
import { NO_FAILURE_DETAILS, type VendorFailure } from '../vendor';
import { readAnswerBody, type GraphqlError } from './answer-body';
import { shopifyRetryRules } from './retry-rules';

/** What is wrong with an answer as a whole; null when it holds data. */
export function failureOfResponse(response: HttpResponse): VendorFailure | null {
	const { data, errors, costWaitMilliseconds } = readAnswerBody(response.body);
	const first = errors[0];
	if (response.status >= 200 && response.status < 300) {
		if (data !== null) return null;
		return first === undefined ? unreadableFailure() : failureOfError(first);
	}
	return {
		...(first === undefined ? NO_FAILURE_DETAILS : failureOfError(first)),
		status: response.status,
		trace: response.headers['x-request-id'] ?? null,
		retryable: isTransient(response, { vendor: shopifyRetryRules }),
		retryAfterMilliseconds: retryAfterMilliseconds(response) ?? costWaitMilliseconds,
	};
}

/** One error of GraphQL; a denied access has the status that HTTP gives it. */
export function failureOfError({ code, message, path, scopes }: GraphqlError): VendorFailure {
	const unnamed = scopes.filter((scope) => !message.includes(scope));
	return {
		...NO_FAILURE_DETAILS,
		status: code === 'ACCESS_DENIED' ? 403 : 400,
		code,
		message: unnamed.length === 0 ? message : `${message} (${unnamed.join(', ')})`,
		field: path === '' ? null : path,
	};
}

/** A record that the mutation did not take; HTTP says 200 for it. */
export function failureOfUserError(error: {
	readonly code?: string | null | undefined;
	readonly message: string;
	readonly field?: readonly string[] | null | undefined;
}): VendorFailure {
	return {
		...NO_FAILURE_DETAILS,
		status: 422,
		code: error.code ?? '',
		message: error.message,
		field: error.field == null || error.field.length === 0 ? null : error.field.join('.'),
	};
}

/** A record that is not there. */
export function notFoundFailure(what: string): VendorFailure {
	return { ...NO_FAILURE_DETAILS, status: 404, code: 'NOT_FOUND', message: `${what} is not there` };
}

/** A good answer in another shape than asked for, such as the page of a proxy. */
export function unreadableFailure(): VendorFailure {
	return {
		...NO_FAILURE_DETAILS,
		status: 200,
		code: 'UNREADABLE_ANSWER',
		message: 'The answer is not the one that was asked for',
	};
}
