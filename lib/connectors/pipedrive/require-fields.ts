import { AffiliateError } from '../../kernel';
import type { FieldDefinition } from '../crm';
import { creationWords, fits } from './custom-field';
import { OBJECTS, type ObjectFields, type PipedriveField } from './object-fields';
import type { PipedriveSettings } from './settings';

/**
 * Checks that all fields that a run uses are there, of the right kind, and writable, and gives the
 * one that records are found by. Throws `missing_fields` or `field_conflict`: without them no record
 * of the run could be written.
 */
export function requireFields(
	fields: ObjectFields,
	used: { readonly written: readonly string[]; readonly key: string },
	settings: PipedriveSettings,
): PipedriveField {
	const names = [...new Set([used.key, ...used.written])];
	const known = requireKnown(fields, names, settings);
	const wrong = [...known].flatMap(([name, field]) => {
		if (!field.isWritable) return [`'${field.label}' cannot be written`];
		if (name === used.key && !fits(KEY, field.vendorType)) {
			return [`'${field.label}' must be a text to find records by`];
		}
		const definition = fields.definition(name);
		return definition === undefined ? [] : (conflictOf(fields, definition) ?? []);
	});
	const keyField = known.get(used.key);
	if (wrong.length > 0 || keyField === undefined) throw conflictError(fields, wrong);
	return keyField;
}

/** By name. Throws `missing_fields`, and `field_conflict` where several fields have one label. */
export function requireKnown(
	fields: ObjectFields,
	names: readonly string[],
	{ refundListField }: PipedriveSettings,
): Map<string, PipedriveField> {
	const missing = names.filter((name) => fields.candidates(name).length === 0);
	if (missing.length > 0) {
		const { noun } = OBJECTS[fields.object];
		const how = missing.map((name) => {
			const definition = fields.definition(name);
			return definition === undefined
				? `Map another field than ${name}, or create it.`
				: creationWords(definition, name === refundListField);
		});
		throw new AffiliateError(
			`Pipedrive has no ${noun} field named ${missing.map((name) => `'${name}'`).join(', ')}`,
			{ code: 'missing_fields', hint: how.join('\n') },
		);
	}
	const unclear = names.filter((name) => fields.candidates(name).length > 1);
	if (unclear.length === 0) {
		return new Map(
			names.flatMap((name) => {
				const field = fields.get(name);
				return field === null ? [] : [[name, field] as const];
			}),
		);
	}
	throw conflictError(
		fields,
		unclear.map((name) => `several are called '${fields.definition(name)?.label ?? name}'`),
	);
}

/** A field that is there under the label of ours, but of another kind. */
export function conflictOf(fields: ObjectFields, definition: FieldDefinition): string | null {
	const [field, ...others] = fields.candidates(definition.name);
	if (field === undefined) return null;
	if (others.length > 0) return `several are called '${definition.label}'`;
	return fits(definition, field.vendorType)
		? null
		: `'${field.label}' is of type ${field.vendorType}, but holds a ${definition.type}`;
}

export function conflictError(fields: ObjectFields, faults: readonly string[]): AffiliateError {
	const { noun } = OBJECTS[fields.object];
	return new AffiliateError(
		`Pipedrive's ${noun} fields cannot be used as they are: ${faults.join('; ')}`,
		{
			code: 'field_conflict',
			hint: 'Rename or delete the field under Company settings > Data fields, or map another one.',
		},
	);
}

/** What every key has to be, whatever its name. */
const KEY: FieldDefinition = {
	object: 'contact',
	name: '',
	label: '',
	description: '',
	type: 'text',
	isKey: true,
};
