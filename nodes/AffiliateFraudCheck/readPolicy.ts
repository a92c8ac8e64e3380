import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { DEFAULT_FRAUD_POLICY, FRAUD_RULES } from '../../lib/fraud';
import { AffiliateError } from '../../lib/kernel';
import type { FraudStore } from '../../lib/ports/fraud-store';
import { policyOfProgramme, type PolicyInForce } from '../shared/fraud/policyInForce';
import { policyOfJson } from '../shared/fraud/policyOfJson';
import { readJsonObject, type JsonObject } from '../shared/jsonObject';
import { parameterName } from './ruleFields';

const HINT =
	'Check brackets, commas and quotes; write an object such as { "rules": { "F11": { "weight": 0.8 } } }.';

/** One entry of the field 'Rules'. */
interface RuleEntry {
	readonly ruleId: string;
	readonly mode: string;
	readonly onUnknown: string;
	readonly hasWeight: boolean;
	readonly weight?: number;
	readonly keepsUnmuted?: boolean;
	/** Parameters by `parameterName`. */
	readonly [parameter: string]: unknown;
}

/**
 * The policy that the node's fields describe for one item; the programme's own where they say so.
 * Throws `invalid_input`, `invalid_json` and `unknown_fraud_rule`.
 */
export async function readPolicy(
	context: IExecuteFunctions,
	itemIndex: number,
	fraud: FraudStore,
	programmeId: string | null,
): Promise<PolicyInForce> {
	switch (
		context.getNodeParameter('policy', itemIndex) as 'customise' | 'default' | 'json' | 'programme'
	) {
		case 'customise':
			return { policy: policyOfJson(customised(context, itemIndex)), version: null };
		case 'json':
			return { policy: policyOfJson(given(context, itemIndex)), version: null };
		case 'default':
			return { policy: DEFAULT_FRAUD_POLICY, version: null };
		case 'programme':
			return await policyOfProgramme(fraud, programmeId);
	}
}

function given(context: IExecuteFunctions, itemIndex: number): JsonObject {
	return readJsonObject(context, itemIndex, 'policyJson', 'Policy JSON', HINT);
}

function customised(context: IExecuteFunctions, itemIndex: number): IDataObject {
	const rules: Record<string, IDataObject> = {};
	for (const entry of context.getNodeParameter('rules.rule', itemIndex, []) as RuleEntry[]) {
		if (rules[entry.ruleId] !== undefined) throw ruleTwice(entry.ruleId);
		rules[entry.ruleId] = {
			mode: entry.mode,
			...(entry.onUnknown === 'rule' ? {} : { onUnknown: entry.onUnknown }),
			...(entry.hasWeight ? { weight: entry.weight } : {}),
			...(entry.keepsUnmuted === true ? { keepsUnmuted: true } : {}),
			parameters: parametersOf(entry),
		};
	}
	return {
		rules,
		thresholds: context.getNodeParameter('thresholds', itemIndex, {}) as IDataObject,
		allow: listsOf(context.getNodeParameter('allow', itemIndex, {}) as IDataObject),
		review: context.getNodeParameter('review', itemIndex, {}) as IDataObject,
	};
}

function ruleTwice(ruleId: string): AffiliateError {
	return new AffiliateError(`'Rules' names ${ruleId} twice`, {
		code: 'invalid_input',
		path: 'rules',
		hint: 'Keep one entry per rule.',
	});
}

/** What the form says of the parameters of a rule; hidden ones keep their default. */
function parametersOf(entry: RuleEntry): IDataObject {
	const rule = FRAUD_RULES.find(({ id }) => id === entry.ruleId);
	const given: IDataObject = {};
	for (const { name, type } of rule?.parameterFields ?? []) {
		const value = entry[parameterName(entry.ruleId, name)] as IDataObject[string];
		if (value === undefined) continue;
		given[name] = type === 'list' ? listOf(String(value)) : value;
	}
	return given;
}

/** Texts such as "a, b" as lists; commas, semicolons and new lines divide. */
function listsOf(texts: IDataObject): Record<string, string[]> {
	return Object.fromEntries(
		Object.entries(texts).map(([name, text]) => [name, listOf(String(text))]),
	);
}

function listOf(text: string): string[] {
	return text
		.split(/[,;\n]/)
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '');
}
