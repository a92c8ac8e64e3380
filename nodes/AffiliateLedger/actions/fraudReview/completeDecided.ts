import { isUnderReview, type Act, type CaseOutcome } from '../../../../lib/ledger';
import type { FraudCase } from '../../../../lib/model/fraud-case';
import type { AffiliateStore } from '../../../../lib/ports/store';
import { MOST_RESULTS } from '../../fields';
import { decideCase, type DecidedCase } from './decideCase';

/** Does what is left to do for orders whose case is over, but whose commissions still wait. */
export async function completeDecided(
	store: AffiliateStore,
	act: Act,
	limit: number,
): Promise<DecidedCase[]> {
	const completed: DecidedCase[] = [];
	const casesOf = endedCases(store);
	const seen = new Set<string>();
	const held = await store.ledger.commissions({ status: 'held', limit: MOST_RESULTS });
	for (const { conversionId, affiliateId } of held.filter(isUnderReview)) {
		if (completed.length >= limit || seen.has(conversionId)) continue;
		seen.add(conversionId);
		const conversion = (await store.ledger.conversion(conversionId))?.conversion;
		const found = (await casesOf(affiliateId)).find(
			({ storeKey, orderId }) =>
				storeKey === conversion?.storeKey && orderId === conversion?.orderId,
		);
		if (found === undefined) continue;
		const { fraudCase, outcome } = { fraudCase: found, outcome: found.status as CaseOutcome };
		const decided = await decideCase(store, { fraudCase, outcome, note: found.note }, act);
		if (decided.outcome === 'completed') completed.push(decided);
	}
	return completed;
}

const ENDED: readonly CaseOutcome[] = ['confirmed', 'cleared', 'expired', 'superseded'];

/** Cases that are over, about orders of an affiliate, each affiliate read once. */
function endedCases(store: AffiliateStore) {
	const known = new Map<string, FraudCase[]>();
	return async (affiliateId: string): Promise<FraudCase[]> => {
		const cases = known.get(affiliateId) ?? [];
		if (!known.has(affiliateId)) {
			for (const status of ENDED) {
				const filter = { status, subject: 'order', affiliateId, limit: MOST_RESULTS } as const;
				cases.push(...(await store.fraud.cases(filter)));
			}
			known.set(affiliateId, cases);
		}
		return cases;
	};
}
