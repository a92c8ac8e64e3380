import { z } from 'zod/v4';
import type { HttpResponse } from '../../ports/http';
import { isTransient, type VendorRetryRules } from '../retry';
import {
	NO_FAILURE_DETAILS,
	UNREADABLE,
	unreadableFailure,
	type FailureVocabulary,
	type VendorFailure,
} from '../vendor';

/** Reset as Unix time, without a clock to compare it with: `Retry-After` and our own backoff decide. */
export const tapfiliateRetryRules: VendorRetryRules = {
	isQuotaExhausted: () => false,
	rateWindowMilliseconds: () => null,
	notNowMilliseconds: new Map(),
};

const errorSchema = z.object({
	message: z.string().catch(''),
	errors: z
		.array(z.object({ message: z.string().catch(''), path: z.string().nullish().catch(null) }))
		.catch([])
		.default([]),
});

/** Null for a good answer. A missing key and an unknown path are answered with a page of the website. */
export function failureOf(response: HttpResponse): VendorFailure | null {
	const { status, body } = response;
	if (isPage(body) && status < 500) return unreadableFailure(status);
	if (status >= 200 && status < 300) return null;
	const retryable = isTransient(response, { vendor: tapfiliateRetryRules });
	const parsed = errorSchema.safeParse(body);
	const details = parsed.success ? parsed.data : { message: '', errors: [] };
	const [first] = details.errors;
	return {
		...NO_FAILURE_DETAILS,
		status,
		retryable,
		message: first?.message ?? details.message,
		field: first?.path ?? null,
	};
}

/** Tapfiliate has no such record; a page of the website says nothing of it. */
export function isMissing({ status, code }: VendorFailure): boolean {
	return status === 404 && code !== UNREADABLE;
}

function isPage(body: unknown): boolean {
	return typeof body === 'string' && body.trimStart().startsWith('<');
}

export const TAPFILIATE_WORDS: FailureVocabulary = {
	vendor: 'Tapfiliate',
	hintFor: ({ code, status }) => {
		if (code === UNREADABLE) {
			return 'Check that the API key is filled in, and that the ids have no characters that no id has; else run it again later.';
		}
		if (status === 403) return 'Your plan of Tapfiliate does not include this.';
		return null;
	},
};
