import { CRM_OBJECTS, type CrmObject, type FieldDefinition, type PrepareOutcome } from '../crm';
import type { VendorFailure } from '../vendor';
import { creationWords, customFieldBody } from './custom-field';
import { pipedriveWords, unavailableError } from './describe-failure';
import { isFinal, isUnsure } from './failure';
import { labelKey, OBJECTS, ObjectFields } from './object-fields';
import { conflictError, conflictOf } from './require-fields';
import { createdFieldSchema, readAnswer } from './schema';
import type { PipedriveRun } from './run';

/**
 * Creates the fields that the account lacks, or tells how. Pipedrive takes two fields of one name, so
 * those that are there are read first. `created` has labels with their object. Throws
 * `field_conflict` and `vendor_unavailable`.
 */
export async function prepareFields(
	run: PipedriveRun,
	definitions: readonly FieldDefinition[],
): Promise<PrepareOutcome> {
	const created: string[] = [];
	const missing: Array<PrepareOutcome['missing'][number]> = [];
	for (const object of CRM_OBJECTS) {
		const wanted = definitions.filter((definition) => definition.object === object);
		if (wanted.length === 0) continue;
		const lacking = await lackingOf(run, object, wanted);
		let refusal: VendorFailure | null = null;
		for (const definition of lacking) {
			// Whoever may not create one field may not create any.
			refusal ??= await createField(run, definition);
			if (refusal === null) created.push(`${OBJECTS[object].noun}: ${definition.label}`);
			else missing.push({ field: definition, how: howOf(run, definition, refusal) });
			if (refusal?.status !== 403) refusal = null;
		}
		if (lacking.length > 0) run.fields.forget(object);
	}
	return { created, missing };
}

/** Throws `field_conflict` for fields of another kind. */
async function lackingOf(
	run: PipedriveRun,
	object: CrmObject,
	wanted: readonly FieldDefinition[],
): Promise<FieldDefinition[]> {
	const fields = await run.fields.of(object);
	// The definitions need not be those of the run's settings.
	const named = withDefinitions(fields, wanted);
	const faults = wanted.flatMap((definition) => conflictOf(named, definition) ?? []);
	if (faults.length > 0) throw conflictError(fields, faults);
	const { contactKeyField, purchaseKeyField } = run.settings;
	const keyField = object === 'contact' ? contactKeyField : purchaseKeyField;
	const hasKey = named.get(keyField) !== null;
	return wanted.filter(
		({ name, isKey }) => named.candidates(name).length === 0 && !(isKey && hasKey),
	);
}

function withDefinitions(
	fields: ObjectFields,
	definitions: readonly FieldDefinition[],
): ObjectFields {
	return new ObjectFields(
		fields.object,
		fields.all().map(({ code, label, vendorType, isCustom }) => ({
			field_code: code,
			field_name: label,
			field_type: vendorType,
			is_custom_field: isCustom,
			options: [],
		})),
		definitions,
	);
}

/** Null when it is there now. */
async function createField(
	run: PipedriveRun,
	definition: FieldDefinition,
): Promise<VendorFailure | null> {
	const { object, name, label } = definition;
	const isList = name === run.settings.refundListField;
	for (let attempt = 1; ; attempt += 1) {
		const answer = await run.client.create(
			OBJECTS[object].fieldsPath,
			customFieldBody(definition, isList),
		);
		if (answer.ok) {
			readAnswer(createdFieldSchema, answer.response.body);
			return null;
		}
		const { failure } = answer;
		if (!isUnsure(failure)) {
			if (isFinal(failure)) throw unavailableError(failure);
			return failure;
		}
		if (!(await run.client.pause(attempt))) throw unavailableError(failure);
		run.fields.forget(object);
		const fields = await run.fields.of(object);
		const isThere = fields
			.all()
			.some((field) => field.isCustom && labelKey(field.label) === labelKey(label));
		if (isThere) return null;
	}
}

function howOf(run: PipedriveRun, definition: FieldDefinition, failure: VendorFailure): string {
	const isList = definition.name === run.settings.refundListField;
	return `${creationWords(definition, isList)} (${pipedriveWords(failure).reason})`;
}
