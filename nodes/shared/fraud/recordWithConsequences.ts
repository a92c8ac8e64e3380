import { orderCaseId } from '../../../lib/fraud/scan';
import { decideFraudCase, holdForReview, type Act } from '../../../lib/ledger';
import type { AffiliateStore } from '../../../lib/ports/store';

type CheckWrite = Parameters<AffiliateStore['fraud']['recordCheck']>[0];

/**
 * Keeps a check, with what follows for an order that is recorded already: a new ground holds what is
 * still pending, no ground any more lets go of what the review held. It holds before the case is
 * there, so that a run that breaks off between the two leaves nothing to be paid. While a case is
 * open nothing is held once more: what a person let go meanwhile stays so.
 */
export async function recordWithConsequences(
	store: AffiliateStore,
	write: CheckWrite,
	act: Act,
): Promise<void> {
	const { check, openCase } = write;
	const { storeKey, orderId, verdict } = check;
	const key = { storeKey, orderId };
	const caseId = orderCaseId(key);
	const known = await store.fraud.case(caseId);
	const isNew = known === null || known.status === 'superseded';
	if (openCase !== null && isNew) {
		await store.ledger.decide(key, (state) => holdForReview(state, verdict.reason, act));
	}
	await store.fraud.recordCheck(write);
	if (known === null || openCase !== null) return;
	const fraudCase = await store.fraud.case(caseId);
	if (fraudCase?.status !== 'superseded') return;
	const decision = { fraudCase, outcome: 'superseded', note: null } as const;
	await store.ledger.decide(key, (state) => decideFraudCase(state, decision, act));
}
