import type { HttpResponse } from '../../ports/http';
import { isTransient, retryAfterMilliseconds } from '../retry';
import { NO_FAILURE_DETAILS, type VendorFailure } from '../vendor';
import { wooRetryRules } from './retry-rules';
import { errorSchema, type WooError } from './schema';

/** A key that may not do this is answered 401 like a wrong one; the words tell them apart. */
const LACKS_PERMISSION = /does not have (?:read|write) permissions/i;

/** Null for a good answer. A page instead of JSON is a failure, whatever its status. */
export function failureOf(response: HttpResponse): VendorFailure | null {
	const { status, body } = response;
	const parsed = errorSchema.safeParse(body);
	if (status >= 200 && status < 300) {
		return typeof body === 'string' && body.trim() !== '' ? notTheApi(status) : null;
	}
	if (status >= 300 && status < 400) return notTheApi(status);
	const retryable = isTransient(response, { vendor: wooRetryRules });
	const isForeign = !parsed.success && !retryable && typeof body === 'string';
	return {
		...NO_FAILURE_DETAILS,
		...(parsed.success ? failureOfError(parsed.data, status) : {}),
		...(isForeign ? { code: 'NOT_THE_API', message: PAGE } : {}),
		status: parsed.success ? statusOf(parsed.data, status) : status,
		retryable,
		retryAfterMilliseconds: retryAfterMilliseconds(response),
	};
}

/** One error, of an answer or of one entry in a batch. */
export function failureOfError(error: WooError, status = error.data?.status ?? 400): VendorFailure {
	const { code, message, data } = error;
	return {
		...NO_FAILURE_DETAILS,
		status: statusOf(error, status),
		code,
		message,
		field: Object.keys(Array.isArray(data?.params) ? {} : (data?.params ?? {}))[0] ?? null,
		retryable: status >= 500,
		existingId: typeof data?.resource_id === 'number' ? String(data.resource_id) : null,
	};
}

/** A good answer in another shape than documented. */
export function unreadableFailure(where: string): VendorFailure {
	const message = `The answer has another shape than documented${where === '' ? '' : ` at '${where}'`}`;
	return { ...NO_FAILURE_DETAILS, status: 200, code: 'UNREADABLE', message };
}

/** A value that the shop took and did not keep. */
export function notKeptFailure(field: string): VendorFailure {
	const message = 'WooCommerce took the value and did not keep it';
	return { ...NO_FAILURE_DETAILS, status: 200, code: 'NOT_KEPT', message, field };
}

/** Going on from a list that is not sorted and filtered would leave orders out for good. */
export function outOfOrder(): VendorFailure {
	return {
		...NO_FAILURE_DETAILS,
		status: 200,
		code: 'OUT_OF_ORDER',
		message: 'The list is not in the order, or not from the moment, that was asked for',
	};
}

const PAGE = 'The answer is a page or a redirection, not an answer of the API';

function notTheApi(status: number): VendorFailure {
	return { ...NO_FAILURE_DETAILS, status, code: 'NOT_THE_API', message: PAGE };
}

function statusOf({ message }: WooError, status: number): number {
	return status === 401 && LACKS_PERMISSION.test(message) ? 403 : status;
}
