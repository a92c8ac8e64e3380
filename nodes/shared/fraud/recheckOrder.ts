import { evaluateOrder } from '../../../lib/fraud';
import { claimsAbout } from '../../../lib/fraud/facts/claims-about';
import { caseOfOrder } from '../../../lib/fraud/scan';
import type { Instant } from '../../../lib/kernel';
import type { Verdict } from '../../../lib/model/verdict';
import type { AffiliateStore } from '../../../lib/ports/store';
import { mutedRuleIds, policyOfProgramme } from './policyInForce';
import { recordWithConsequences } from './recordWithConsequences';

/**
 * Judges a recorded order anew with the claims that came since (F37), from the facts of its last
 * check. A new ground opens its case and holds what is still pending, and none any more lets go. Null for an order that was
 * never checked.
 */
export async function recheckOrder(
	store: AffiliateStore,
	{ storeKey, orderId }: { readonly storeKey: string; readonly orderId: string },
	act: { readonly at: Instant; readonly actor: string },
): Promise<Verdict | null> {
	const { fraud } = store;
	const known = await fraud.check(storeKey, orderId);
	if (known === null) return null;
	const { programmeId } = known.check;
	const claims = await fraud.claims(storeKey, orderId);
	const facts = { ...known.facts, claims: claimsAbout(known.facts.attribution, claims) };
	const { policy, version } = await policyOfProgramme(fraud, programmeId);
	const verdict = evaluateOrder(facts, policy, {
		mutedRuleIds: await mutedRuleIds(fraud, programmeId, policy),
		policyVersion: version,
		hash: store.keyedHash.bind(store),
	});
	await recordWithConsequences(
		store,
		{
			check: { ...known.check, checkedAt: act.at, verdict },
			facts,
			traits: facts.customer.traits,
			openCase: caseOfOrder(verdict, facts, {
				programmeId,
				conversionId: facts.recordedOrder?.conversionId ?? null,
				policy,
				now: act.at,
			}),
		},
		act,
	);
	return verdict;
}
