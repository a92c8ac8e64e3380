import { AffiliateError } from '../../../../lib/kernel';
import type { PayoutPolicy } from '../../../../lib/model/payout-profile';
import type { AffiliateStore } from '../../../../lib/ports/store';

/** How the workspace pays. Throws `no_payout_policy` before one was saved. */
export async function requirePolicy(store: AffiliateStore): Promise<PayoutPolicy> {
	const policy = await store.payouts.policy();
	if (policy !== null) return policy;
	throw new AffiliateError('There is no payout policy yet', {
		code: 'no_payout_policy',
		hint: "Save one with 'Payout Policy: Create or Update': at least the smallest payout per currency.",
	});
}
