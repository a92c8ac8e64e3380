import { unusableKeyFailure } from './failure';
import { klaviyoWords, unavailableError } from './describe-failure';
import { AffiliateError } from '../../kernel';
import { canFilterBy } from './filter';
import { profileKey } from './profile';
import type { KlaviyoRun } from './sync-profiles';

/**
 * Asks Klaviyo to delete all it has about a person, who is also suppressed from then on. Klaviyo takes
 * the request and carries it out later; asking twice is harmless. Throws `invalid_input` for an address
 * that Klaviyo does not take, `vendor_unavailable` when it cannot be asked.
 */
export async function requestErasure({ client }: KlaviyoRun, email: string): Promise<void> {
	const key = profileKey(email);
	const refusal = canFilterBy(key) ? await ask(client, key) : unusableKeyFailure();
	if (refusal === null) return;
	if (refusal.status !== 400) throw unavailableError(refusal);
	const { reason, hint } = klaviyoWords(refusal, [key]);
	throw new AffiliateError(reason, { code: 'invalid_input', path: 'email', hint });
}

async function ask(
	client: KlaviyoRun['client'],
	email: string,
): Promise<ReturnType<typeof unusableKeyFailure> | null> {
	const answer = await client.post('/api/data-privacy-deletion-jobs', {
		data: {
			type: 'data-privacy-deletion-job',
			// Exactly one identifier is allowed.
			attributes: { profile: { data: { type: 'profile', attributes: { email } } } },
		},
	});
	return answer.ok ? null : answer.failure;
}
