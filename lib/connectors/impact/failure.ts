import { z } from 'zod/v4';
import type { HttpResponse } from '../../ports/http';
import { isTransient, type VendorRetryRules } from '../retry';
import {
	NO_FAILURE_DETAILS,
	unreadableFailure,
	type FailureVocabulary,
	type VendorFailure,
} from '../vendor';

/** Seconds to wait are smaller; a larger number is a moment in Unix time. The vendor's pages say both. */
const LONGEST_WAIT_SECONDS = 1_000_000;

/** Milliseconds until the hour of requests begins anew; null when it is not told. */
export function resetMilliseconds({ headers }: HttpResponse): number | null {
	const text = headers['x-ratelimit-reset']?.trim() ?? '';
	if (!/^\d{1,12}$/.test(text)) return null;
	const seconds = Number(text);
	if (seconds <= LONGEST_WAIT_SECONDS) return seconds * 1_000;
	const now = Date.parse(headers['date'] ?? '');
	return Number.isNaN(now) ? null : Math.max(0, seconds * 1_000 - now);
}

export const impactRetryRules: VendorRetryRules = {
	isQuotaExhausted: () => false,
	rateWindowMilliseconds: (response) =>
		response.status === 429 ? resetMilliseconds(response) : null,
	notNowMilliseconds: new Map(),
};

const issueSchema = z
	.object({
		Field: z.string().nullish().catch(null),
		field: z.string().nullish().catch(null),
		Message: z.string().nullish().catch(null),
		message: z.string().nullish().catch(null),
	})
	.transform((issue) => ({
		field: issue.Field ?? issue.field ?? null,
		message: issue.Message ?? issue.message ?? null,
	}));

/** Capitals differ from page to page. */
const errorSchema = z.object({
	Status: z.string().nullish().catch(null),
	Message: z.string().nullish().catch(null),
	Errors: z.array(issueSchema).nullish().catch(null),
	errors: z.array(issueSchema).nullish().catch(null),
});

/** Null for a good answer; `Status: ERROR` is none, whatever HTTP says. */
export function failureOf(response: HttpResponse): VendorFailure | null {
	const { status, body } = response;
	const parsed = errorSchema.safeParse(body);
	const isRefused = parsed.success && parsed.data.Status === 'ERROR';
	const isEmpty = status === 204 || body === '' || body === undefined;
	if (status >= 200 && status < 300 && !isRefused && (parsed.success || isEmpty)) return null;
	if (status < 400 && !isRefused) return unreadableFailure(status);
	const [issue] = parsed.success ? (parsed.data.Errors ?? parsed.data.errors ?? []) : [];
	return {
		...NO_FAILURE_DETAILS,
		status: status >= 400 ? status : 400,
		message: issue?.message ?? (parsed.success ? (parsed.data.Message ?? '') : ''),
		field: issue?.field ?? null,
		retryable: status >= 400 && isTransient(response, { vendor: impactRetryRules }),
		retryAfterMilliseconds: status === 429 ? resetMilliseconds(response) : null,
	};
}

export const IMPACT_WORDS: FailureVocabulary = {
	vendor: 'Impact',
	hintFor: ({ status }) => {
		if (status === 403)
			return 'The token lacks a scope for this; Impact shows scopes under Settings > API.';
		if (status === 402) return 'The account is suspended, or its plan does not include the API.';
		return null;
	},
};

/** What the queue says of an action it did not take, in plain words. */
export const QUEUE_HINTS: Readonly<Record<string, string>> = {
	ACTIONTRACKER_CAMPAIGN_MISMATCH: 'The action tracker belongs to another programme.',
	ACTIONTRACKER_NOT_ACTIVE: 'Switch the action tracker on in Impact.',
	ACTIONTRACKER_NOT_FOUND: "Give an action tracker of the programme as 'Action Type'.",
	CAMPAIGN_NOT_FOUND: 'Choose a programme of this account.',
	CONTRACT_NOT_FOUND: 'The partner has no contract with the programme: approve the application.',
	CONV_MALFORMED: 'A field has a form that Impact does not take.',
	MALFORMED: 'A field has a form that Impact does not take.',
	NO_VALID_REFERRAL:
		'Nothing tells Impact whom the order is credited to: click, partner or promo code.',
	PARTNER_NOT_ACTIVE: 'The partner is not active in the programme.',
	RESTRICTED_PROMOCODE: 'The promo code may not be used by this partner.',
};
