import { DEFAULT_FRAUD_POLICY } from '../../../lib/fraud';
import { mutedRules } from '../../../lib/fraud/feedback';
import type { FraudPolicy } from '../../../lib/model/fraud-policy';
import type { FraudStore } from '../../../lib/ports/fraud-store';

export interface PolicyInForce {
	readonly policy: FraudPolicy;
	/** Null for the default policy and one that is not kept. */
	readonly version: number | null;
}

/** The policy that a programme keeps, else the default. */
export async function policyOfProgramme(
	fraud: FraudStore,
	programmeId: string | null,
): Promise<PolicyInForce> {
	const kept = programmeId === null ? null : await fraud.policy(programmeId);
	if (kept === null) return { policy: DEFAULT_FRAUD_POLICY, version: null };
	return { policy: kept.policy, version: kept.version };
}

/** Rules that people found wrong most of the time, by what they decided in the programme (F38). */
export async function mutedRuleIds(
	fraud: FraudStore,
	programmeId: string | null,
	policy: FraudPolicy,
): Promise<ReadonlySet<string>> {
	const records = await fraud.ruleRecords(programmeId === null ? {} : { programmeId });
	return new Set(mutedRules(records, policy).map(({ ruleId }) => ruleId));
}
