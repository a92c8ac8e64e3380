import { addMoney, type Money } from '../../../../lib/kernel';
import { conversionIdOf, owedOf } from '../../../../lib/ledger';
import type { RecordedCommission } from '../../../../lib/model/commission';
import type { FraudCase } from '../../../../lib/model/fraud-case';
import type { AffiliateStore } from '../../../../lib/ports/store';
import { MOST_RESULTS } from '../../fields';

/** What is at stake in a case, per currency: what is owed of the commissions that are held. */
export async function stakeOf(store: AffiliateStore, fraudCase: FraudCase): Promise<Money[]> {
	const sums = new Map<string, Money>();
	for (const commission of await heldOf(store, fraudCase)) {
		const owed = owedOf(commission);
		const sum = sums.get(owed.currency);
		sums.set(owed.currency, sum === undefined ? owed : addMoney(sum, owed));
	}
	return [...sums.values()];
}

/** Of an order its own; of an affiliate or a coupon those of the affiliates in the programme. */
async function heldOf(store: AffiliateStore, fraudCase: FraudCase): Promise<RecordedCommission[]> {
	const { subject, storeKey, orderId, programmeId, affiliateIds } = fraudCase;
	if (subject === 'order') {
		if (storeKey === null || orderId === null) return [];
		const state = await store.ledger.conversion(conversionIdOf(storeKey, orderId));
		return (state?.commissions ?? []).filter(({ status }) => status === 'held');
	}
	const held: RecordedCommission[] = [];
	for (const affiliateId of affiliateIds) {
		const filter = { affiliateId, status: 'held', limit: MOST_RESULTS } as const;
		const found = await store.ledger.commissions(
			programmeId === null ? filter : { ...filter, programmeId },
		);
		held.push(...found);
	}
	return held;
}
