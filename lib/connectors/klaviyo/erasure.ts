import type { VendorFailure } from '../vendor';
import { klaviyoWords } from './describe-failure';
import { unusableKeyFailure } from './failure';
import { canFilterBy } from './filter';
import { profileKey } from './profile';
import type { KlaviyoRun } from './sync-profiles';

export interface ErasureRequest {
	readonly email: string;
	/** `accepted` also for somebody Klaviyo does not know. */
	readonly outcome: 'accepted' | 'rejected' | 'failed';
	readonly reason: string | null;
	readonly hint: string | null;
	readonly retryable: boolean;
}

/**
 * Asks Klaviyo to delete all it has about people, who are also suppressed from then on. Klaviyo takes a
 * request and carries it out later; asking twice is harmless. One outcome per address, none of whose
 * reasons repeats it.
 */
export async function requestErasures(
	{ client }: KlaviyoRun,
	emails: readonly string[],
): Promise<ErasureRequest[]> {
	const failures = new Map<string, VendorFailure | null>();
	for (const key of new Set(emails.map(profileKey))) failures.set(key, await ask(client, key));
	return emails.map((email) => requestOf(email, failures.get(profileKey(email)) ?? null));
}

/** Null when Klaviyo took the request. */
async function ask(client: KlaviyoRun['client'], email: string): Promise<VendorFailure | null> {
	if (!canFilterBy(email)) return unusableKeyFailure();
	const answer = await client.post('/api/data-privacy-deletion-jobs', {
		data: {
			type: 'data-privacy-deletion-job',
			// Exactly one identifier is allowed.
			attributes: { profile: { data: { type: 'profile', attributes: { email } } } },
		},
	});
	return answer.ok ? null : answer.failure;
}

function requestOf(email: string, failure: VendorFailure | null): ErasureRequest {
	if (failure === null) {
		return { email, outcome: 'accepted', reason: null, hint: null, retryable: false };
	}
	const { status, retryable } = failure;
	const outcome = status === 400 ? 'rejected' : 'failed';
	return { email, outcome, ...wordsOf(failure, email), retryable };
}

function wordsOf(failure: VendorFailure, email: string): Pick<ErasureRequest, 'reason' | 'hint'> {
	const { reason, hint } = klaviyoWords(failure, [email, profileKey(email)]);
	return { reason, hint };
}
