import type { Verdict } from '../../../../lib/model/verdict';
import type { Conversion } from '../../../../lib/ports/ledger-store';
import type { AffiliateStore } from '../../../../lib/ports/store';

/**
 * The verdict that a recorded order is priced by now: a person's decision about its fraud case goes
 * before what the check said. Null: nothing speaks against it.
 */
export async function verdictOf(
	store: AffiliateStore,
	{ storeKey, orderId, verdict: recorded }: Conversion,
	given: Verdict | null = null,
): Promise<Verdict | null> {
	const checked = await store.fraud.check(storeKey, orderId);
	const verdict = given ?? recorded ?? checked?.check.verdict ?? null;
	if (checked?.label === 'cleared') return null;
	return verdict !== null && checked?.label === 'confirmed'
		? { ...verdict, verdict: 'reject' }
		: verdict;
}
