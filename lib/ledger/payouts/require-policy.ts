import { AffiliateError } from '../../kernel';
import type { PayoutPolicy } from '../../model/payout-profile';

/** Throws `no_payout_policy`: nobody is paid by rules that nobody set. */
export function requirePolicy(policy: PayoutPolicy | null): PayoutPolicy {
	if (policy !== null) return policy;
	throw new AffiliateError('There is no payout policy yet', {
		code: 'no_payout_policy',
		hint: 'Save a payout policy with minimums, cooling days and payer first.',
	});
}
