import type { IExecuteFunctions } from 'n8n-workflow';
import { evaluateOrder } from '../../lib/fraud';
import { caseOfOrder } from '../../lib/fraud/scan';
import type { Verdict } from '../../lib/model/verdict';
import type { AffiliateStore } from '../../lib/ports/store';
import { systemClock } from '../shared/clock';
import { mutedRuleIds } from '../shared/fraud/policyInForce';
import { recordWithConsequences } from '../shared/fraud/recordWithConsequences';
import { readAttribution, readOrder } from '../shared/itemRecords';
import { loadFacts } from './loadFacts';
import { readPolicy } from './readPolicy';

/**
 * Judges the order of an item, keeps what it was judged by, and opens or closes its case. The same
 * order again is judged anew, and what it earned already waits or goes on by that; a person's
 * decision stands.
 */
export async function checkOrder(
	execute: IExecuteFunctions,
	itemIndex: number,
	store: AffiliateStore,
): Promise<Verdict> {
	const order = readOrder(execute, itemIndex);
	const attribution = readAttribution(execute, itemIndex);
	const { programmeId } = attribution;
	const { policy, version } = await readPolicy(execute, itemIndex, store.fraud, programmeId);
	const facts = await loadFacts(store, { order, attribution, policy });
	const verdict = evaluateOrder(facts, policy, {
		mutedRuleIds: await mutedRuleIds(store.fraud, programmeId, policy),
		policyVersion: version,
		hash: store.keyedHash.bind(store),
	});
	const now = systemClock.now();
	const { storeKey, orderId, createdAt: orderedAt } = order;
	const act = { at: now, actor: execute.getWorkflow().name ?? 'workflow' };
	await recordWithConsequences(
		store,
		{
			check: { storeKey, orderId, programmeId, checkedAt: now, orderedAt, verdict },
			facts,
			traits: facts.customer.traits,
			openCase: caseOfOrder(verdict, facts, {
				programmeId,
				conversionId: facts.recordedOrder?.conversionId ?? null,
				policy,
				now,
			}),
		},
		act,
	);
	return verdict;
}
