import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { AffiliateError, type Instant } from '../../lib/kernel';
import { requireFirstTouchKept, withPolicies, type ChosenPolicy } from '../../lib/mapping/sync';
import type { CrmObject } from '../../lib/model/crm-field';
import type { FieldPolicy, FieldWrite } from '../../lib/model/field-write';
import { toNodeError } from '../shared/nodeErrors';
import { chosenSystem, type CrmSystem } from './systems';

/** Alphabetical, as n8n shows them. */
const POLICY_OPTIONS: ReadonlyArray<{ name: string; value: FieldPolicy; description: string }> = [
	{
		name: 'Add the Difference',
		value: 'sum_deltas',
		description: 'The number in the CRM moves by what ours moved since it was last written',
	},
	{
		name: 'Add to the List',
		value: 'append',
		description: 'Entries that the list lacks are added; none is taken away',
	},
	{
		name: 'Ask When Both Changed',
		value: 'ask',
		description: "Nothing is written; the item also leaves by the output 'Conflict'",
	},
	{ name: 'CRM Wins', value: 'target_wins', description: 'A value that people gave there stays' },
	{
		name: 'Keep the Larger',
		value: 'max',
		description: 'The larger number or the later date stays',
	},
	{
		name: 'Keep the Smaller',
		value: 'min',
		description: 'The smaller number or the earlier date stays',
	},
	{
		name: 'Latest Change Wins',
		value: 'newest_wins',
		description: 'By the time of the order and of the change in the CRM; asks when one is unknown',
	},
	{ name: 'Only If Empty', value: 'fill_empty', description: 'A value that is there stays' },
	{
		name: 'Only on New Records',
		value: 'never_overwrite',
		description: 'Records that are there already are left alone',
	},
	{ name: 'Source Wins', value: 'source_wins', description: 'Our value replaces what is there' },
];

/** What becomes of values that are already there; goes before the policy of the mapping. */
export const fieldPoliciesProperty: INodeProperties = {
	displayName: 'Field Policies',
	name: 'fieldPolicies',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Policy',
	default: {},
	description:
		'What becomes of a value that is already in the CRM. A field without a policy follows its mapping; first-touch fields are never overwritten.',
	options: [
		{
			displayName: 'Policy',
			name: 'policies',
			values: [
				{
					displayName: 'Field',
					name: 'field',
					type: 'string',
					default: '',
					required: true,
					placeholder: 'e.g. phone',
					description: "Name of the field in the CRM's API",
				},
				{
					displayName: 'Object',
					name: 'object',
					type: 'options',
					options: [
						{ name: 'Contact', value: 'contact' },
						{ name: 'Purchase', value: 'purchase' },
					],
					default: 'contact',
				},
				{
					displayName: 'Owner',
					name: 'owner',
					type: 'string',
					default: '',
					placeholder: 'e.g. Sales team',
					description: 'Who decides about the field; shown with its conflicts',
				},
				{
					displayName: 'Policy',
					name: 'policy',
					type: 'options',
					options: [...POLICY_OPTIONS],
					default: 'ask',
				},
			],
		},
	],
};

/** The policies of a run. Throws n8n's own error for those that cannot hold. */
export function readFieldPolicies(execute: IExecuteFunctions): FieldPolicies {
	try {
		return new FieldPolicies(execute);
	} catch (error) {
		throw toNodeError(execute.getNode(), error, 0);
	}
}

/** The policies a person chose; read once, from the first item. */
export class FieldPolicies {
	private readonly chosen: readonly ChosenPolicy[];

	private readonly firstTouchFields: ReadonlySet<string>;

	/** Throws `first_touch_policy`, `invalid_input` and `unknown_field`. */
	constructor(execute: IExecuteFunctions) {
		const given = execute.getNodeParameter('fieldPolicies.policies', 0, []) as ChosenPolicy[];
		this.chosen = given.map(({ object, field, policy, owner }) => ({
			object,
			field: String(field ?? '').trim(),
			policy,
			owner: String(owner ?? '').trim(),
		}));
		if (this.chosen.some(({ field }) => field === '')) {
			throw new AffiliateError("An entry of 'Field Policies' names no field", {
				code: 'invalid_input',
				path: 'fieldPolicies',
				hint: "Fill in 'Field' with the name of the field in the CRM, or remove the entry.",
			});
		}
		this.firstTouchFields = chosenSystem(execute).firstTouchFields;
		requireFirstTouchKept(this.chosen, this.firstTouchFields);
		if (execute.getNodeParameter('fieldMapping', 0, 'preset') === 'preset') {
			requirePresetFields(this.chosen, chosenSystem(execute));
		}
	}

	/** `changedAt`: when the source's values changed; null when nobody knows. */
	apply(object: CrmObject, writes: readonly FieldWrite[], changedAt: Instant | null): FieldWrite[] {
		const ofObject = this.chosen.filter((policy) => policy.object === object);
		const byField = new Map(ofObject.map((policy) => [policy.field, policy]));
		const isContact = object === 'contact';
		const firstTouchFields = isContact ? this.firstTouchFields : new Set<string>();
		return withPolicies(writes, byField, { firstTouchFields, changedAt });
	}

	ownerOf(object: CrmObject, field: string): string | null {
		const found = this.chosen.find((policy) => policy.object === object && policy.field === field);
		return found === undefined || found.owner === '' ? null : found.owner;
	}
}

/** A policy for a field that the preset never writes is a slip of the pen. */
function requirePresetFields(chosen: readonly ChosenPolicy[], { name, preset }: CrmSystem): void {
	const unknown = chosen.find(
		({ object, field }) => !preset[object].some(({ target }) => target === field),
	);
	if (unknown === undefined) return;
	const { object, field } = unknown;
	throw new AffiliateError(`The preset for ${name} writes no ${object} field '${field}'`, {
		code: 'unknown_field',
		path: 'fieldPolicies',
		hint: `Its ${object} fields are ${preset[object].map(({ target }) => target).join(', ')}.`,
	});
}
