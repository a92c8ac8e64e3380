import type { HttpResponse } from '../../ports/http';
import { isTransient } from '../retry';
import { NO_FAILURE_DETAILS, type VendorFailure } from '../vendor';
import { salesforceRetryRules, STATUS_OF_CODE } from './retry-rules';
import { errorsOf, type RequestError, type RowError } from './schema';

/** Null for a good answer; 300 means that an external id leads to several records. */
export function failureOf(response: HttpResponse): VendorFailure | null {
	if (response.status >= 200 && response.status < 300) return null;
	const failure = {
		...NO_FAILURE_DETAILS,
		status: response.status,
		retryable: isTransient(response, { vendor: salesforceRetryRules }),
	};
	if (response.status === 300) return { ...failure, status: 409, code: 'DUPLICATE_EXTERNAL_ID' };
	const [error] = errorsOf(response.body);
	return error === undefined ? failure : { ...failure, ...detailsOf(error.errorCode, error) };
}

/** What became of one record of a collection, whose request itself was good. */
export function failureOfRow([error]: readonly RowError[]): VendorFailure {
	const code = error?.statusCode ?? '';
	const status = STATUS_OF_CODE[code] ?? 400;
	const failure = { ...NO_FAILURE_DETAILS, status, retryable: code in STATUS_OF_CODE };
	return error === undefined ? failure : { ...failure, ...detailsOf(code, error) };
}

/** Nothing was asked: what is there already does not tell which record is meant. */
export function ambiguousFailure(count: number, by: string): VendorFailure {
	return {
		...NO_FAILURE_DETAILS,
		status: 409,
		code: 'AMBIGUOUS',
		message: `${count} records have this value in ${by}`,
	};
}

/** Nothing was asked: without a key the record would be made anew with every run. */
export function keylessFailure(): VendorFailure {
	const message = 'The record has no key to find it by';
	return { ...NO_FAILURE_DETAILS, status: 400, code: 'MISSING_KEY', message };
}

function detailsOf(
	code: string,
	{ message, fields }: Pick<RequestError, 'message' | 'fields'>,
): Pick<VendorFailure, 'code' | 'message' | 'field' | 'existingId'> {
	const existing = /record with id: ([A-Za-z0-9]{15,18})/i.exec(message);
	return { code, message, field: fields[0] ?? null, existingId: existing?.[1] ?? null };
}
