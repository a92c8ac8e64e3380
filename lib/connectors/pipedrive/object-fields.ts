import type { CrmFieldType, CrmObject, FieldDefinition } from '../crm';
import type { PipedriveClient } from './client';
import { crmFieldType, isWritableType } from './field-types';
import { fieldPageSchema, type ReportedField } from './schema';
import { RENAMED_CODES, STANDARD_FIELDS } from './standard-fields';

/** As people and the API know the two objects. */
export const OBJECTS = {
	contact: { noun: 'person', path: '/persons', fieldsPath: '/personFields' },
	purchase: { noun: 'deal', path: '/deals', fieldsPath: '/dealFields' },
} as const satisfies Readonly<Record<CrmObject, unknown>>;

export interface PipedriveField {
	/** As the API names it: 40 hexadecimal digits for a custom field. */
	readonly code: string;
	readonly label: string;
	readonly vendorType: string;
	readonly type: CrmFieldType;
	readonly isCustom: boolean;
	readonly isWritable: boolean;
	readonly isRequired: boolean;
	readonly options: ReadonlyArray<{ readonly label: string; readonly value: string }>;
}

/** Fields of persons or of deals, as the live account has them. */
export class ObjectFields {
	private readonly byCode: ReadonlyMap<string, PipedriveField>;

	private readonly byLabel = new Map<string, PipedriveField[]>();

	constructor(
		readonly object: CrmObject,
		reported: readonly ReportedField[],
		private readonly definitions: readonly FieldDefinition[],
	) {
		this.byCode = new Map(fieldsOf(object, reported).map((field) => [field.code, field]));
		for (const field of this.all()) {
			if (!field.isCustom) continue;
			const key = labelKey(field.label);
			this.byLabel.set(key, [...(this.byLabel.get(key) ?? []), field]);
		}
	}

	all(): PipedriveField[] {
		return [...this.byCode.values()];
	}

	definition(name: string): FieldDefinition | undefined {
		return this.definitions.find(
			(definition) => definition.object === this.object && definition.name === name,
		);
	}

	/** By its code, by the name of a definition of ours, by its label: several share one label. */
	candidates(name: string): readonly PipedriveField[] {
		const byCode = this.byCode.get(name);
		if (byCode !== undefined) return [byCode];
		return this.byLabel.get(labelKey(this.definition(name)?.label ?? name)) ?? [];
	}

	/** Null when the account has none or several. */
	get(name: string): PipedriveField | null {
		const [field, ...others] = this.candidates(name);
		return field === undefined || others.length > 0 ? null : field;
	}

	/** The name that a code goes by here; for people. */
	labelOf(code: string): string {
		return this.byCode.get(code)?.label ?? code;
	}
}

/** Reads the fields of an account once in a run. */
export class FieldReader {
	private readonly known = new Map<CrmObject, ObjectFields>();

	constructor(
		private readonly client: PipedriveClient,
		private readonly definitions: readonly FieldDefinition[],
	) {}

	/** Throws `vendor_unavailable`. */
	async of(object: CrmObject): Promise<ObjectFields> {
		const known = this.known.get(object);
		if (known !== undefined) return known;
		const reported = await this.client.readAll(OBJECTS[object].fieldsPath, fieldPageSchema);
		const fields = new ObjectFields(object, reported, this.definitions);
		this.known.set(object, fields);
		return fields;
	}

	/** After fields were created. */
	forget(object: CrmObject): void {
		this.known.delete(object);
	}
}

/** Case and outer spaces of a label are easily changed by hand. */
export function labelKey(label: string): string {
	return label.trim().toLowerCase();
}

function fieldsOf(object: CrmObject, reported: readonly ReportedField[]): PipedriveField[] {
	const standard = STANDARD_FIELDS[object];
	const told = new Map(
		reported.map((field) => [
			field.is_custom_field
				? field.field_code
				: (RENAMED_CODES[field.field_code] ?? field.field_code),
			field,
		]),
	);
	const own = standard.map(({ code, label, vendorType, isRequired }): PipedriveField => ({
		code,
		label: nonEmpty(told.get(code)?.field_name) ?? label,
		vendorType,
		type: crmFieldType(vendorType),
		isCustom: false,
		isWritable: true,
		isRequired: isRequired === true,
		// A status is written as its word, whatever ids a list of fields gives.
		options: vendorType === 'status' ? [] : optionsOf(told.get(code)),
	}));
	const codes = new Set(standard.map(({ code }) => code));
	const others = [...told].filter(([code]) => !codes.has(code));
	return [
		...own,
		...others.map(([code, field]): PipedriveField => ({
			code,
			label: nonEmpty(field.field_name) ?? code,
			vendorType: field.field_type,
			type: crmFieldType(field.field_type),
			isCustom: field.is_custom_field,
			isWritable: field.is_custom_field && isWritableType(field.field_type),
			isRequired: false,
			options: optionsOf(field),
		})),
	];
}

function optionsOf(field: ReportedField | undefined): PipedriveField['options'] {
	return (field?.options ?? []).map(({ id, label }) => ({ label, value: id }));
}

function nonEmpty(text: string | undefined): string | null {
	return text === undefined || text.trim() === '' ? null : text;
}
