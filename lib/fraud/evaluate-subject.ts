import type { FraudPolicy } from '../model/fraud-policy';
import { decideVerdict, type DecidedVerdict } from './decide-verdict';
import type { StageFacts } from './define-fraud-rule';
import { findings } from './find';

/**
 * Judges an affiliate, a coupon or a sign-up by the rules of its stage, like an order. Throws as
 * `evaluateOrder` does.
 */
export function evaluateSubject<Stage extends 'affiliate' | 'coupon' | 'signup'>(
	stage: Stage,
	facts: StageFacts[Stage],
	policy: FraudPolicy,
	options: { readonly isAllowed: boolean; readonly mutedRuleIds: ReadonlySet<string> },
): DecidedVerdict {
	return decideVerdict(findings(stage, facts, policy, options), policy);
}
