import { contentHash, deterministicId } from '../../../../lib/kernel';
import { PLAN_PRESETS } from '../../../../lib/commission';
import { toJson } from '../../../../lib/model/json';
import { parseModel } from '../../../../lib/model/parse';
import { planSchema, type Plan } from '../../../../lib/model/plan';
import type { Programme } from '../../../../lib/model/programme';
import { nameField, requireText } from '../../fields';
import { programmeField, requireProgramme } from '../../locators';
import type { LedgerOperation, OperationContext } from '../../operation';
import { savedItem } from '../../save';
import { planOptions } from './planOptions';
import { presetFields, termsFromPreset } from './presetFields';
import { rateFields } from './rateFields';
import { requireProgrammeCurrency } from './requireProgrammeCurrency';
import { rulesField } from './ruleFields';
import { termsFromFields, termsFromJson, type PlanTerms } from './readPlan';

const shownFor = (definition: string) => ({ show: { definePlanBy: [definition] } });

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
		{
			displayName: 'Define Plan By',
			name: 'definePlanBy',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'Fields Below', value: 'fields' },
				{ name: 'JSON', value: 'json', description: 'Everything a plan can say' },
				{
					name: 'Preset',
					value: 'preset',
					description: `${PLAN_PRESETS.length} ready plans to fill in`,
				},
			],
			default: 'fields',
		},
		...[...rateFields, rulesField, planOptions].map((field) => ({
			...field,
			displayOptions: {
				show: { ...shownFor('fields').show, ...field.displayOptions?.show },
			},
		})),
		...presetFields,
		{
			displayName: 'Plan',
			name: 'planJson',
			type: 'json',
			typeOptions: { rows: 12 },
			default: '{\n  "rate": { "type": "percentage", "percent": "10" }\n}',
			required: true,
			displayOptions: shownFor('json'),
			description:
				'Terms of the plan, as in the JSON Schema of the package; what is left out has its usual value',
		},
	],
	async run(context) {
		const programme = await requireProgramme(context);
		const name = requireText(context, 'name', 'Name');
		const planId = deterministicId('pln', programme.programmeId, name.toLowerCase());
		const versions = (await context.store.registry.plans(programme.programmeId)).filter(
			(plan) => plan.planId === planId,
		);
		const newest = versions.sort((a, b) => b.version - a.version)[0];
		const terms = await readTerms(context, programme);
		const version = (newest?.version ?? 0) + 1;
		const plan = planOf(context, programme, terms, { planId, name, version });
		if (newest !== undefined && isSame(newest, plan, terms)) {
			return savedItem(newest, 'unchanged');
		}
		await context.store.registry.savePlan(plan);
		return savedItem(plan, newest === undefined ? 'created' : 'updated');
	},
};

/** The terms, however the node was told to define them. */
export async function readTerms(
	context: OperationContext,
	{ currency }: Programme,
): Promise<PlanTerms> {
	const definition = context.execute.getNodeParameter('definePlanBy', context.itemIndex, 'fields');
	switch (String(definition)) {
		case 'json':
			return await termsFromJson(context);
		case 'preset':
			return termsFromPreset(context, currency);
		default:
			return await termsFromFields(context, currency);
	}
}

/** A whole plan from terms: what they leave out has its usual value. Names every problem. */
export function planOf(
	{ clock }: OperationContext,
	{ programmeId, currency }: Programme,
	terms: PlanTerms,
	identity: Pick<Plan, 'planId' | 'name' | 'version'>,
): Plan {
	const now = clock.now();
	const plan = parseModel(
		planSchema,
		{
			affiliateRates: [],
			rate: null,
			rounding: 'half_up',
			holdDays: 30,
			...terms,
			base: {
				includeTax: false,
				includeShipping: false,
				includeFees: false,
				excludedSkus: [],
				...(terms.base as object | undefined),
			},
			effectiveFrom: terms.effectiveFrom ?? now,
			effectiveTo: terms.effectiveTo ?? null,
			...identity,
			programmeId,
			createdAt: now,
		},
		'plan',
	);
	requireProgrammeCurrency(plan, currency);
	return plan;
}

/** A beginning that nobody chose follows from when the version was saved and makes no new one. */
function isSame(newest: Plan, plan: Plan, { effectiveFrom }: PlanTerms): boolean {
	const isChosen = effectiveFrom !== undefined && effectiveFrom !== null;
	if (isChosen && newest.effectiveFrom !== plan.effectiveFrom) return false;
	return termsHash(newest) === termsHash(plan);
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
