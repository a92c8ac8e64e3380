import type { INodeProperties } from 'n8n-workflow';
import type { FraudPolicy } from '../../../../lib/model/fraud-policy';
import { policyOfJson } from '../../../shared/fraud/policyOfJson';
import { readJsonObject } from '../../../shared/jsonObject';
import type { OperationContext } from '../../operation';

export const policyJsonField: INodeProperties = {
	displayName: 'Policy',
	name: 'fraudPolicyJson',
	type: 'json',
	default:
		'{ "rules": { "F11": { "mode": "on" } }, "thresholds": { "flag": 0.3, "hold": 0.6, "decline": 0.9 } }',
	required: true,
	description: "What differs from the defaults: 'rules' by ID, 'thresholds', 'allow' and 'review'",
};

const HINT = "Check brackets, commas and quotes, or start from what 'Fraud Policy: Get' returns.";

/** Throws `invalid_json`, and as `policyOfJson`. */
export function readPolicyJson({ execute, itemIndex }: OperationContext): FraudPolicy {
	return policyOfJson(readJsonObject(execute, itemIndex, 'fraudPolicyJson', 'Policy', HINT));
}
