import { AffiliateError } from '../../../../lib/kernel';
import { readJsonObject } from '../../../shared/jsonObject';
import { optionalInstant, readCollection, type Collection } from '../../fields';
import type { OperationContext } from '../../operation';
import { affiliateRatesOf, rateOf, rulesOf } from './readRate';
import { termsOf } from './readTerms';

const HINT = "Check brackets, commas and quotes, or start from what 'Plan: Get' returns.";

/** Terms of a plan as JSON: everything but ids, version and times of creation. */
export type PlanTerms = Record<string, unknown>;

/** The terms that the node's own fields say. */
export async function termsFromFields(
	context: OperationContext,
	currency: string,
): Promise<PlanTerms> {
	const { execute, itemIndex } = context;
	const parameter = (name: string): unknown => execute.getNodeParameter(name, itemIndex, null);
	const extra = readCollection(context, 'additionalFields');
	const form = Object.fromEntries(
		['rateType', 'percent', 'amount', 'tierMetric', 'tierWindow', 'tiers', 'tierOptions'].map(
			(name) => [name, parameter(name)],
		),
	);
	const affiliateRates = [];
	for (const [index, entry] of affiliateRatesOf(extra, currency).entries()) {
		const { affiliateCode, ...rate } = entry;
		const place = `affiliateRates[${index}].affiliateCode`;
		affiliateRates.push({
			...rate,
			affiliateId: await affiliateIdOf(context, affiliateCode, place),
		});
	}
	const rules = [];
	for (const [index, entry] of rulesOf(parameter('rules'), currency).entries()) {
		const { affiliateCodes, match, ...rule } = entry;
		const affiliateIds = await affiliateIdsOf(context, affiliateCodes, index);
		rules.push({ ...rule, match: { ...match, affiliateIds } });
	}
	return {
		...termsOf(extra, currency),
		rate: rateOf(form, currency),
		affiliateRates,
		rules,
		effectiveFrom: optionalInstant(extra, 'effectiveFrom'),
		effectiveTo: optionalInstant(extra, 'effectiveTo'),
	};
}

/**
 * The terms of a JSON plan. Rules may name affiliates by `affiliateCodes`, so that one file serves
 * every client. Identity, version and creation of an exported plan are left out.
 */
export async function termsFromJson(context: OperationContext): Promise<PlanTerms> {
	const {
		planId: _planId,
		programmeId: _programmeId,
		name: _name,
		version: _version,
		createdAt: _createdAt,
		outcome: _outcome,
		...terms
	} = readJsonObject(context.execute, context.itemIndex, 'planJson', 'Plan', HINT);
	if (!Array.isArray(terms.rules)) return terms;
	const rules = [];
	for (const [index, rule] of (terms.rules as unknown[]).entries()) {
		rules.push(await withAffiliateIds(context, rule, index));
	}
	return { ...terms, rules };
}

async function withAffiliateIds(
	context: OperationContext,
	rule: unknown,
	index: number,
): Promise<unknown> {
	const match = (rule as { match?: Collection } | null)?.match;
	if (!Array.isArray(match?.affiliateCodes)) return rule;
	const { affiliateCodes, ...others } = match;
	const named = Array.isArray(others.affiliateIds) ? (others.affiliateIds as unknown[]) : [];
	const ids = await affiliateIdsOf(context, affiliateCodes.map(String), index);
	return { ...(rule as object), match: { ...others, affiliateIds: [...named, ...ids] } };
}

async function affiliateIdsOf(
	context: OperationContext,
	codes: readonly string[],
	rule: number,
): Promise<string[]> {
	const place = `rules[${rule}].match.affiliateCodes`;
	const ids = [];
	for (const code of codes) ids.push(await affiliateIdOf(context, code, place));
	return ids;
}

/** Throws `unknown_affiliate` with the place in the plan. */
async function affiliateIdOf(
	{ store }: OperationContext,
	code: string,
	place: string,
): Promise<string> {
	const affiliate = await store.registry.affiliateByCode(code);
	if (affiliate !== null) return affiliate.affiliateId;
	throw new AffiliateError(
		code === '' ? 'A rate names no affiliate' : `There is no affiliate with the code '${code}'`,
		{
			code: 'unknown_affiliate',
			path: `plan.${place}`,
			hint: "Check the code, or create the affiliate first with 'Affiliate: Create or Update'.",
		},
	);
}
