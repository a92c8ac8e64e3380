import { DEFAULT_FRAUD_POLICY, requireKnownRules, requireRuleParameters } from '../../../lib/fraud';
import { AffiliateError } from '../../../lib/kernel';
import { fraudPolicySchema, type FraudPolicy } from '../../../lib/model/fraud-policy';
import { parseModel } from '../../../lib/model/parse';
import type { JsonObject } from '../jsonObject';

/**
 * What a policy leaves out stays as in the default; what 'Fraud Policy: Get' returns is taken as it
 * is. Throws `invalid_input` with the path, and `unknown_fraud_rule`.
 */
export function policyOfJson(json: JsonObject): FraudPolicy {
	const given = insideOf(json);
	requireKnownParts(given);
	const { thresholds, allow, review, ...others } = DEFAULT_FRAUD_POLICY;
	const policy = parseModel(
		fraudPolicySchema,
		{
			...others,
			...given,
			thresholds: { ...thresholds, ...(given['thresholds'] as object | undefined) },
			allow: { ...allow, ...(given['allow'] as object | undefined) },
			review: { ...review, ...(given['review'] as object | undefined) },
		},
		'policy',
	);
	requireKnownRules(policy);
	requireRuleParameters(policy);
	return policy;
}

/** The policy itself, where it stands in a record. */
function insideOf(json: JsonObject): JsonObject {
	const inner = json['policy'];
	return typeof inner === 'object' && inner !== null ? (inner as JsonObject) : json;
}

/** A part with a slip in its name would be left out in silence. */
function requireKnownParts(given: JsonObject): void {
	const parts = Object.keys(fraudPolicySchema.shape);
	const stranger = Object.keys(given).find((name) => !parts.includes(name));
	if (stranger === undefined) return;
	throw new AffiliateError(`A fraud policy has no part '${stranger}'`, {
		code: 'invalid_input',
		path: `policy.${stranger}`,
		hint: `Use only: ${parts.join(', ')}.`,
	});
}
