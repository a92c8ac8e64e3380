import type { FraudFacts } from '../model/fraud-facts';
import type { FraudPolicy } from '../model/fraud-policy';
import type { TraitHash } from '../model/trait';
import type { Verdict } from '../model/verdict';
import { allowReason } from './allow-list';
import { decideVerdict } from './decide-verdict';
import { findings } from './find';

export interface EvaluateOptions {
	/** Rules that count no more because people found most of their hits wrong (F38). */
	readonly mutedRuleIds: ReadonlySet<string>;
	/** Version of the programme's policy; null for one that is not kept. */
	readonly policyVersion: number | null;
	readonly hash: TraitHash;
}

/**
 * Judges one order by a policy. A person's decision about the order goes before every rule, an allow
 * list before every score; findings are shown all the same. Throws `invalid_input` for a policy
 * whose parameters do not fit and `unknown_fraud_rule`.
 */
export function evaluateOrder(
	facts: FraudFacts,
	policy: FraudPolicy,
	{ mutedRuleIds, policyVersion, hash }: EvaluateOptions,
): Verdict {
	const affiliateIds = facts.credits.map(({ credit }) => credit.affiliateId);
	if (affiliateIds.length === 0) {
		return {
			verdict: 'approve',
			score: 0,
			affiliateIds,
			policyVersion,
			findings: [],
			reason: `No affiliate is credited (${facts.attribution.outcome}): nothing to check.`,
			affiliateReason: 'No affiliate is credited.',
		};
	}
	const overruled = decisionReason(facts) ?? allowReason(facts, policy, hash);
	const judged = findings('order', facts, policy, {
		isAllowed: overruled !== null,
		mutedRuleIds,
	});
	const decided = decideVerdict(judged, policy);
	if (facts.decision?.outcome === 'confirmed') {
		return {
			...decided,
			affiliateIds,
			policyVersion,
			verdict: 'reject',
			reason: `${overruled}.`,
			affiliateReason: 'The order was declined after a check by a person.',
		};
	}
	return {
		...decided,
		affiliateIds,
		policyVersion,
		reason: overruled === null ? decided.reason : `${overruled}.`,
	};
}

function decisionReason({ decision }: FraudFacts): string | null {
	if (decision === null) return null;
	return decision.outcome === 'cleared'
		? 'A person looked at the order and cleared it'
		: 'A person looked at the order and found it to be fraud';
}
