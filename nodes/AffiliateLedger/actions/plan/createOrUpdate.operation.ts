import { contentHash, deterministicId } from '../../../../lib/kernel';
import { toJson } from '../../../../lib/model/json';
import { parseModel } from '../../../../lib/model/parse';
import { planSchema, type Plan } from '../../../../lib/model/plan';
import {
	nameField,
	optionalInstant,
	optionalText,
	readCollection,
	requireText,
	textList,
} from '../../fields';
import { affiliateByCode, programmeField, requireProgramme } from '../../locators';
import type { LedgerOperation, OperationContext } from '../../operation';
import { savedItem } from '../../save';
import { planOptions, rateFields } from './planFields';
import { affiliateRatesOf, rateOf } from './readRate';

/**
 * Creates a plan, or adds a version to the plan with this name when something changed. Orders
 * keep the version that was in effect when they were made.
 */
export const createOrUpdatePlan: LedgerOperation = {
	value: 'upsert',
	name: 'Create or Update',
	action: 'Create or update plan',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
	fields: [
		programmeField(),
		{ ...nameField, placeholder: 'e.g. Standard' },
		...rateFields,
		planOptions,
	],
	async run(context) {
		const programme = await requireProgramme(context);
		const name = requireText(context, 'name', 'Name');
		const planId = deterministicId('pln', programme.programmeId, name.toLowerCase());
		const versions = (await context.store.registry.plans(programme.programmeId)).filter(
			(plan) => plan.planId === planId,
		);
		const newest = versions.sort((a, b) => b.version - a.version)[0];
		const plan = await readPlan(context, {
			planId,
			programmeId: programme.programmeId,
			currency: programme.currency,
			name,
			version: (newest?.version ?? 0) + 1,
		});
		if (newest !== undefined && termsHash(newest) === termsHash(plan)) {
			return savedItem(newest, 'unchanged');
		}
		await context.store.registry.savePlan(plan);
		return savedItem(plan, newest === undefined ? 'created' : 'updated');
	},
};

async function readPlan(
	context: OperationContext,
	{
		currency,
		...identity
	}: Pick<Plan, 'planId' | 'programmeId' | 'name' | 'version'> & {
		currency: string;
	},
): Promise<Plan> {
	const { execute, itemIndex, clock } = context;
	const parameter = (name: string): unknown => execute.getNodeParameter(name, itemIndex, null);
	const extra = readCollection(context, 'additionalFields');
	const form = {
		rateType: parameter('rateType'),
		percent: parameter('percent'),
		amount: parameter('amount'),
		tierMetric: parameter('tierMetric'),
		tierWindow: parameter('tierWindow'),
		tiers: parameter('tiers'),
	};
	const affiliateRates = [];
	for (const { affiliateCode, ...rate } of affiliateRatesOf(extra, currency)) {
		const { affiliateId } = await affiliateByCode(context, affiliateCode);
		affiliateRates.push({ ...rate, affiliateId });
	}
	const now = clock.now();
	return parseModel(
		planSchema,
		{
			...identity,
			effectiveFrom: optionalInstant(extra, 'effectiveFrom') ?? now,
			effectiveTo: null,
			rate: rateOf(form, currency),
			affiliateRates,
			base: {
				includeTax: extra.includeTax === true,
				includeShipping: extra.includeShipping === true,
				includeFees: extra.includeFees === true,
				excludedSkus: textList(extra.excludedSkus),
			},
			rounding: optionalText(extra, 'rounding') ?? 'half_up',
			holdDays: extra.holdDays ?? 30,
			createdAt: now,
		},
		'plan',
	);
}

/** What a version is about, without number and dates that follow from when it was saved. */
function termsHash({
	version: _version,
	createdAt: _createdAt,
	effectiveFrom: _from,
	...terms
}: Plan): string {
	return contentHash(toJson(terms));
}
