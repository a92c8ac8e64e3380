import { AffiliateError } from '../../kernel';
import type { CrmFieldType, FieldDefinition } from '../crm';
import { creationWords } from './custom-field';
import { SOBJECTS, type ObjectFields } from './object-fields';
import type { SalesforceSettings } from './settings';

/**
 * Checks that all fields that a run uses are there, of the right kind, and writable. Throws
 * `missing_fields` or `field_conflict`: without them no record of the run could be written.
 */
export function requireFields(
	fields: ObjectFields,
	used: { readonly written: readonly string[]; readonly key: string | null },
	settings: SalesforceSettings,
): void {
	const names = [...new Set([...(used.key === null ? [] : [used.key]), ...used.written])];
	const missing = names.filter((name) => !fields.has(name));
	if (missing.length > 0) throw missingError(fields, missing, used.key, settings);
	const wrong = names.flatMap((name) => fault(fields, name, name === used.key, settings) ?? []);
	if (wrong.length > 0) {
		throw new AffiliateError(`Salesforce fields cannot be used as they are: ${wrong.join('; ')}`, {
			code: 'field_conflict',
			hint: 'Change the field or its field-level security in Setup > Object Manager, or map another one.',
		});
	}
}

/** Fields that are there under the name of ours, but of another kind. */
export function conflictOf(fields: ObjectFields, definition: FieldDefinition): string | null {
	const { object, name, type, isKey } = definition;
	const found = fields.get(name);
	if (found === undefined) return null;
	const label = `${SOBJECTS[object]}.${name}`;
	if (isKey && !(found.externalId && found.unique)) {
		return `${label} must be marked as External ID and Unique`;
	}
	const kind = fields.types.get(name);
	return fits(type, kind) ? null : `${label} is ${kind ?? 'unknown'}, but holds a ${type}`;
}

function missingError(
	fields: ObjectFields,
	missing: readonly string[],
	key: string | null,
	settings: SalesforceSettings,
): AffiliateError {
	const sobject = SOBJECTS[fields.object];
	const how = missing.map((name) => {
		const definition = definitionOf(name, fields, settings);
		if (definition !== undefined) {
			return creationWords(definition, name === settings.refundListField);
		}
		return name === key
			? `Create ${name} as Text, length 255, External ID, Unique (case insensitive).`
			: `Map another field than ${name}, or create it.`;
	});
	return new AffiliateError(
		`Salesforce shows no ${sobject} field named ${missing.map((name) => `'${name}'`).join(', ')}`,
		{
			code: 'missing_fields',
			hint:
				`${how.join('\n')}\nA field that exists is also missing here when field-level ` +
				'security hides it from the user of the credential.',
		},
	);
}

function fault(
	fields: ObjectFields,
	name: string,
	isKey: boolean,
	settings: SalesforceSettings,
): string | null {
	const found = fields.get(name);
	const label = `${SOBJECTS[fields.object]}.${name}`;
	if (found === undefined) return null;
	if (isKey && !(found.externalId && found.unique)) {
		return `${label} must be marked as External ID and Unique`;
	}
	if (!found.createable && !found.updateable) {
		return `${label} is read-only for the user of the credential`;
	}
	const definition = definitionOf(name, fields, settings);
	return definition === undefined ? null : conflictOf(fields, definition);
}

function definitionOf(
	name: string,
	{ object }: ObjectFields,
	{ definitions }: SalesforceSettings,
): FieldDefinition | undefined {
	return definitions.find((candidate) => candidate.object === object && candidate.name === name);
}

/** Texts also go into picklists, and moments into plain dates. */
function fits(wanted: FieldDefinition['type'], kind: CrmFieldType | undefined): boolean {
	if (wanted === 'text') return kind === 'text' || kind === 'choice' || kind === 'choices';
	if (wanted === 'moment') return kind === 'moment' || kind === 'date';
	return kind === wanted;
}
