import { priceOrder } from '../../../lib/commission';
import type { Commission } from '../../../lib/model/commission';
import type { Journal } from '../../../lib/model/journal';
import type { Verdict } from '../../../lib/model/verdict';
import type { AffiliateStore } from '../../../lib/ports/store';
import { loadFacts } from './loadFacts';
import { withRecordedCustomer } from './withRecordedCustomer';

/**
 * Prices a recorded order that earned nothing so far, by what is in force now.
 */
export async function priceJournal(
	store: AffiliateStore,
	{ order, attribution, context }: Journal,
	verdict: Verdict | null,
	maxRateAgeDays: number,
): Promise<Commission> {
	const facts = await loadFacts(store, { order, attribution, verdict, maxRateAgeDays });
	return priceOrder(withRecordedCustomer(facts, context ?? null));
}
