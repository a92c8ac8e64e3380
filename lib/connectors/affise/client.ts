import { z } from 'zod/v4';
import type { HttpResponse } from '../../ports/http';
import { isTransient, type VendorRetryRules } from '../retry';
import {
	isRecord,
	NO_FAILURE_DETAILS,
	UNREADABLE,
	unreadableFailure,
	VendorClient,
	type FailureVocabulary,
	type VendorConnection,
	type VendorFailure,
} from '../vendor';

/** Limits are not published: `Retry-After` and our own backoff decide. */
const retryRules: VendorRetryRules = {
	isQuotaExhausted: () => false,
	rateWindowMilliseconds: () => null,
	notNowMilliseconds: new Map(),
};

const envelopeSchema = z.object({
	status: z.coerce.number().nullish().catch(null),
	message: z.string().nullish().catch(null),
	error: z.string().nullish().catch(null),
});

/** `status` of the envelope in an answer that is an error whatever HTTP says. */
const REFUSED = 2;

/** Null for a good answer. Affise answers 200 for what it refuses, and says so in the envelope. */
function failureOf(response: HttpResponse): VendorFailure | null {
	const envelope = envelopeSchema.safeParse(response.body);
	const isRefused = envelope.success && envelope.data.status === REFUSED;
	if (response.status >= 200 && response.status < 300 && envelope.success && !isRefused)
		return null;
	const { message = null, error = null } = envelope.success ? envelope.data : {};
	const isOwnAnswer = response.status < 400 && isRefused;
	// A page in place of JSON: the address may not be that of an API.
	if (response.status < 400 && !isRefused) return unreadableFailure(response.status);
	return {
		...NO_FAILURE_DETAILS,
		status: isOwnAnswer ? 400 : response.status,
		message: message ?? error ?? '',
		retryable: response.status >= 400 && isTransient(response, { vendor: retryRules }),
	};
}

/** One run against the API of a tenant. */
export function affiseClient(connection: VendorConnection): VendorClient {
	return new VendorClient(connection, {
		name: 'Affise',
		headers: {},
		retryRules,
		expects: isRecord,
		failureOf,
	});
}

/** The tracking domain: it redirects clicks and takes postbacks, without a key. */
export function trackingClient(connection: VendorConnection): VendorClient {
	return new VendorClient(connection, {
		name: 'Affise',
		headers: {},
		retryRules,
		failureOf: (response) => {
			const isRedirect = response.status >= 300 && response.status < 400;
			return isRedirect ? null : failureOf(response);
		},
	});
}

export const AFFISE_WORDS: FailureVocabulary = {
	vendor: 'Affise',
	hintFor: ({ status, code, message }) => {
		if (status === 403) {
			return 'The API key has no right for this, or the plan does not include it (payments need Expand, Custom or Trial).';
		}
		if (status === 401) return 'Check the API key: it is shown in your profile in Affise.';
		if (code === UNREADABLE || (status === 404 && message === '')) {
			return 'Check the address of the API: Settings > Tracking domains shows it, such as https://api-company.affise.com.';
		}
		return null;
	},
};
