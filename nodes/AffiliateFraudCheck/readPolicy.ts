import { NodeOperationError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import {
	DEFAULT_FRAUD_POLICY,
	FRAUD_RULES,
	fraudPolicySchema,
	type FraudPolicy,
} from '../../lib/fraud';
import { AffiliateError } from '../../lib/kernel';
import { parseModel } from '../../lib/model/parse';
import { listsName } from './properties';

/** One entry of the field 'Rules'. */
interface RuleEntry {
	readonly ruleId: string;
	readonly mode: string;
	readonly onUnknown: string;
	readonly hasWeight: boolean;
	readonly weight?: number;
}

/** The policy that the node's fields describe for one item. Throws `invalid_input`. */
export function readPolicy(context: IExecuteFunctions, itemIndex: number): FraudPolicy {
	switch (context.getNodeParameter('policy', itemIndex) as 'customise' | 'default' | 'json') {
		case 'customise':
			return checked(customised(context, itemIndex));
		case 'json':
			return checked(fromJson(context, itemIndex));
		case 'default':
			return DEFAULT_FRAUD_POLICY;
	}
}

/** What a policy leaves out stays as in the default. */
function checked(given: IDataObject): FraudPolicy {
	const { rules, thresholds, allow } = given;
	return parseModel(
		fraudPolicySchema,
		{
			...given,
			rules: rules ?? {},
			thresholds: { ...DEFAULT_FRAUD_POLICY.thresholds, ...(thresholds as IDataObject) },
			allow: { ...DEFAULT_FRAUD_POLICY.allow, ...(allow as IDataObject) },
		},
		'policy',
	);
}

function customised(context: IExecuteFunctions, itemIndex: number): IDataObject {
	const rules: Record<string, IDataObject> = {};
	for (const entry of context.getNodeParameter('rules.rule', itemIndex, []) as RuleEntry[]) {
		if (rules[entry.ruleId] !== undefined) throw ruleTwice(entry.ruleId);
		rules[entry.ruleId] = {
			mode: entry.mode,
			...(entry.onUnknown === 'rule' ? {} : { onUnknown: entry.onUnknown }),
			...(entry.hasWeight ? { weight: entry.weight } : {}),
		};
	}
	for (const { id, parameterFields } of FRAUD_RULES) {
		if (parameterFields.length === 0) continue;
		const lists = context.getNodeParameter(listsName(id), itemIndex, {}) as IDataObject;
		rules[id] = { ...rules[id], parameters: listsOf(lists) };
	}
	return {
		rules,
		thresholds: context.getNodeParameter('thresholds', itemIndex, {}) as IDataObject,
		allow: listsOf(context.getNodeParameter('allow', itemIndex, {}) as IDataObject),
	};
}

function ruleTwice(ruleId: string): AffiliateError {
	return new AffiliateError(`'Rules' names ${ruleId} twice`, {
		code: 'invalid_input',
		path: 'rules',
		hint: 'Keep one entry per rule.',
	});
}

/** Texts such as "a, b" as lists; commas, semicolons and new lines divide. */
function listsOf(texts: IDataObject): Record<string, string[]> {
	return Object.fromEntries(
		Object.entries(texts).map(([name, text]) => [
			name,
			String(text)
				.split(/[,;\n]/)
				.map((entry) => entry.trim())
				.filter((entry) => entry !== ''),
		]),
	);
}

function fromJson(context: IExecuteFunctions, itemIndex: number): IDataObject {
	const json = context.getNodeParameter('policyJson', itemIndex) as unknown;
	const policy = typeof json === 'string' ? parsed(context, itemIndex, json) : json;
	if (policy !== null && typeof policy === 'object' && !Array.isArray(policy)) {
		return policy as IDataObject;
	}
	throw new NodeOperationError(context.getNode(), "'Policy JSON' does not hold an object", {
		itemIndex,
		description: 'Write an object such as { "rules": { "F11": { "weight": 0.8 } } }.',
	});
}

function parsed(context: IExecuteFunctions, itemIndex: number, text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		throw new NodeOperationError(context.getNode(), "'Policy JSON' is not valid JSON", {
			itemIndex,
			description: 'Check brackets and quotes.',
		});
	}
}
