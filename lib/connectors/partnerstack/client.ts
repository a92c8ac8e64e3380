import { z } from 'zod/v4';
import type { HttpResponse } from '../../ports/http';
import { isTransient, type VendorRetryRules } from '../retry';
import {
	isRecordOrNoContent,
	NO_FAILURE_DETAILS,
	VendorClient,
	type FailureVocabulary,
	type VendorConnection,
	type VendorFailure,
} from '../vendor';

export const PARTNERSTACK_BASE_URL = 'https://api.partnerstack.com/api/v2';

/** Takes the conversions of clicks; with a token of its own. */
export const PARTNERSTACK_TRACKING_URL = 'https://partnerlinks.io';

/** Limits are not published: `Retry-After` and our own backoff decide. */
const retryRules: VendorRetryRules = {
	isQuotaExhausted: () => false,
	rateWindowMilliseconds: () => null,
	notNowMilliseconds: new Map(),
};

const envelopeSchema = z.object({
	message: z.string().catch(''),
	status: z.number().nullish().catch(null),
});

/** Null for a good answer. The envelope repeats the status, and now and then knows it better. */
function failureOf(response: HttpResponse): VendorFailure | null {
	const envelope = envelopeSchema.safeParse(response.body);
	const told = envelope.success ? (envelope.data.status ?? response.status) : response.status;
	const status = response.status >= 400 ? response.status : told;
	if (status >= 200 && status < 300) return null;
	return {
		...NO_FAILURE_DETAILS,
		status,
		message: envelope.success ? envelope.data.message : '',
		retryable: isTransient({ ...response, status }, { vendor: retryRules }),
	};
}

/** One run against the vendor API; both clients of an account speak alike, but the one of clicks says nothing. */
export function partnerStackClient(connection: VendorConnection): VendorClient {
	return new VendorClient(connection, {
		name: 'PartnerStack',
		headers: {},
		retryRules,
		expects: isRecordOrNoContent,
		failureOf,
	});
}

export const PARTNERSTACK_WORDS: FailureVocabulary = {
	vendor: 'PartnerStack',
	hintFor: ({ status }) =>
		status === 401
			? 'Check the keys: public and secret key are a pair of test or of production, and the tracking token is a third key.'
			: null,
};
