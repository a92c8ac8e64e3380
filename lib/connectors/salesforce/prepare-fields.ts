import { AffiliateError } from '../../kernel';
import { CRM_OBJECTS, type FieldDefinition, type PrepareOutcome } from '../crm';
import type { VendorFailure } from '../vendor';
import type { SalesforceClient } from './client';
import { accessWords, creationWords, customFieldBody, fullName } from './custom-field';
import { salesforceWords, unavailableError } from './describe-failure';
import { grantAccess } from './field-access';
import { conflictOf } from './require-fields';
import { readAnswer, savedSchema } from './schema';
import { withKeyName } from './settings';
import type { SalesforceRun } from './sync-purchases';

type Creation =
	| { readonly outcome: 'created' | 'exists' }
	| { readonly outcome: 'refused'; readonly failure: VendorFailure };

/**
 * Creates the fields that the org lacks through the Tooling API, which needs the permission Customize
 * Application, and gives a permission set access to them. What is not visible afterwards is told
 * field by field. `created` has full names (`Contact.Affiliate_Source__c`), because both objects have
 * fields of the same name. Throws `field_conflict` and `vendor_unavailable`.
 */
export async function prepareFields(
	run: SalesforceRun,
	definitions: readonly FieldDefinition[],
): Promise<PrepareOutcome> {
	const { client, settings } = run;
	const wanted = definitions.map((definition) => withKeyName(definition, settings));
	const hidden = await hiddenOf(run, wanted);
	if (hidden.length === 0) return { created: [], missing: [] };
	const creations = new Map<FieldDefinition, Creation>();
	let stop: Creation | null = null;
	for (const definition of hidden) {
		const isList = definition.name === settings.refundListField;
		const creation: Creation = stop ?? (await createField(client, definition, isList));
		creations.set(definition, creation);
		// Whoever may not create one field may not create any.
		if (creation.outcome === 'refused' && isShared(creation.failure)) stop = creation;
	}
	const there = hidden.filter((definition) => creations.get(definition)?.outcome !== 'refused');
	if (settings.permissionSet !== null && there.length > 0) {
		await grantAccess(client, settings.permissionSet, there);
	}
	if (there.length > 0) run.fields.forget();
	const stillHidden = there.length > 0 ? await hiddenOf(run, wanted) : hidden;
	return {
		created: hidden
			.filter((definition) => creations.get(definition)?.outcome === 'created')
			.map(fullName),
		missing: stillHidden.map((field) => ({
			field,
			how: howOf(field, creations.get(field), field.name === settings.refundListField),
		})),
	};
}

/** Fields that the org lacks or hides. Throws `field_conflict` for those of another kind. */
async function hiddenOf(
	run: SalesforceRun,
	wanted: readonly FieldDefinition[],
): Promise<FieldDefinition[]> {
	const hidden = new Set<FieldDefinition>();
	const conflicts: string[] = [];
	for (const object of CRM_OBJECTS) {
		const ofObject = wanted.filter((definition) => definition.object === object);
		if (ofObject.length === 0) continue;
		const fields = await run.fields.of(object);
		for (const definition of ofObject) {
			const conflict = conflictOf(fields, definition);
			if (conflict !== null) conflicts.push(conflict);
			if (!fields.has(definition.name)) hidden.add(definition);
		}
	}
	if (conflicts.length === 0) return wanted.filter((definition) => hidden.has(definition));
	throw new AffiliateError(`Salesforce has fields of another kind: ${conflicts.join('; ')}`, {
		code: 'field_conflict',
		hint: 'Change or rename the field in Setup > Object Manager, or map another one.',
	});
}

async function createField(
	client: SalesforceClient,
	definition: FieldDefinition,
	isList: boolean,
): Promise<Creation> {
	const answer = await client.call({
		method: 'POST',
		path: '/tooling/sobjects/CustomField',
		body: customFieldBody(definition, isList),
		// A second one of the same name is refused.
		safety: 'repeatable',
	});
	if (answer.ok) {
		readAnswer(savedSchema, answer.response.body);
		return { outcome: 'created' };
	}
	const { failure } = answer;
	if (failure.retryable || failure.status === 401) throw unavailableError(failure);
	return failure.code === 'DUPLICATE_DEVELOPER_NAME'
		? { outcome: 'exists' }
		: { outcome: 'refused', failure };
}

function isShared({ status }: VendorFailure): boolean {
	return status === 403 || status === 404;
}

function howOf(field: FieldDefinition, creation: Creation | undefined, isList: boolean): string {
	if (creation?.outcome === 'created')
		return `It was created, but is not visible. ${accessWords(field)}`;
	if (creation?.outcome === 'exists') return `It exists, but is not visible. ${accessWords(field)}`;
	const why =
		creation?.outcome === 'refused' ? ` (${salesforceWords(creation.failure).reason})` : '';
	return `${creationWords(field, isList)}${why}`;
}
