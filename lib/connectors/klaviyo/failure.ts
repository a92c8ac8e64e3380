import type { HttpResponse } from '../../ports/http';
import { isTransient } from '../retry';
import { NO_FAILURE_DETAILS, type VendorFailure } from '../vendor';
import { klaviyoRetryRules } from './retry-rules';
import { errorsOf, type KlaviyoError } from './schema';

/** Null for a good answer. */
export function failureOf(response: HttpResponse): VendorFailure | null {
	if (response.status >= 200 && response.status < 300) return null;
	const failure = {
		...NO_FAILURE_DETAILS,
		status: response.status,
		retryable: isTransient(response, { vendor: klaviyoRetryRules }),
	};
	const [error] = errorsOf(response.body);
	return error === undefined ? failure : { ...failure, ...detailsOf(error) };
}

/** What became of one profile of an import job, whose request itself was good. */
export function failureOfImport(error: KlaviyoError): VendorFailure {
	const status = error.code === 'duplicate_profile' ? 409 : 400;
	return { ...NO_FAILURE_DETAILS, status, ...detailsOf(error) };
}

/** Nothing was asked: the record cannot be found or recognised by what it has for a key. */
export function unusableKeyFailure(): VendorFailure {
	const message = 'The record has no e-mail address that Klaviyo can find it by';
	return { ...NO_FAILURE_DETAILS, status: 400, code: 'UNUSABLE_KEY', message, field: 'email' };
}

/** Nothing was asked: JSON numbers keep about 15 digits, and money is never rounded on the way. */
export function inexactValueFailure(): VendorFailure {
	const message = 'The amount has more digits than a number in JSON keeps';
	return { ...NO_FAILURE_DETAILS, status: 400, code: 'INEXACT_VALUE', message, field: 'value' };
}

/** An import job that Klaviyo has not finished, or has given up. */
export function unfinishedFailure(status: string): VendorFailure {
	const message = `The import job is ${status}`;
	return { ...NO_FAILURE_DETAILS, status: 503, code: 'UNFINISHED', message, retryable: true };
}

/** A list takes profiles only, so an address without one cannot be added. */
export function noProfileFailure(): VendorFailure {
	const message = 'Klaviyo has no profile with this e-mail address';
	return { ...NO_FAILURE_DETAILS, status: 404, code: 'NO_PROFILE', message };
}

function detailsOf({
	id,
	code,
	title,
	detail,
	source,
	meta,
}: KlaviyoError): Pick<VendorFailure, 'code' | 'message' | 'field' | 'trace' | 'existingId'> {
	return {
		code,
		message: detail === '' ? title : detail,
		field: fieldOfPointer(source.pointer),
		trace: id === '' ? null : id,
		existingId: meta.duplicate_profile_id ?? null,
	};
}

/** "/data/attributes/properties/plan" is the property `plan`; null where no field is named. */
function fieldOfPointer(pointer: string | undefined): string | null {
	const parts = (pointer ?? '').split('/');
	const at = parts.lastIndexOf('attributes');
	const path = at < 0 ? [] : parts.slice(at + 1).filter((part) => part !== '');
	const own = path[0] === 'properties' ? path.slice(1) : path;
	return own.length === 0 ? null : own.join('.');
}

/** Position of the profile that a pointer into the body of a job names. */
export function positionInJob(pointer: string | undefined): number | null {
	const match = /\/profiles\/data\/(\d+)(?:\/|$)/.exec(pointer ?? '');
	return match?.[1] === undefined ? null : Number(match[1]);
}
