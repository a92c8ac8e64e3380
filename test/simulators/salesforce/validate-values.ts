import { parserError, RowError, SalesforceError } from './salesforce-error.ts';
import type { SimulatedField } from './standard-fields.ts';

export type StoredValue = string | number | boolean | null;

const E_MAIL = /^[^\s@,;:<>()"]+@[^\s@,;:<>()"]+\.[A-Za-z]{2,}$/;

/**
 * Values as Salesforce keeps them: texts trimmed, empty ones null, e-mail addresses in lower case,
 * moments to the second. What its parser cannot read refuses the whole request; everything else is the
 * fault of the one record.
 */
export function validateValues(
	fields: ReadonlyMap<string, SimulatedField>,
	sobject: string,
	input: Readonly<Record<string, unknown>>,
): Record<string, StoredValue> {
	const stored: Record<string, StoredValue> = {};
	for (const [name, value] of Object.entries(input)) {
		const field = fields.get(name);
		if (field === undefined) {
			throw new SalesforceError(
				400,
				'INVALID_FIELD',
				`No such column '${name}' on sobject of type ${sobject}`,
			);
		}
		if (field.isReadOnly) {
			throw new RowError(
				'INVALID_FIELD_FOR_INSERT_UPDATE',
				`Unable to create/update fields: ${name}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`,
				[name],
			);
		}
		stored[name] = storedValue(field, value);
	}
	return stored;
}

function storedValue(field: SimulatedField, value: unknown): StoredValue {
	if (value === null) {
		if (field.type === 'boolean') throw parserError('boolean', value);
		return null;
	}
	switch (field.type) {
		case 'boolean':
			if (typeof value !== 'boolean') throw parserError('boolean', value);
			return value;
		case 'double':
		case 'currency':
			return numberValue(field, value);
		case 'date':
			if (!/^\d{4}-\d{2}-\d{2}$/.test(textOf(value))) throw parserError('date', value);
			return textOf(value);
		case 'datetime':
			return momentValue(value);
		case 'id':
		case 'reference':
		case 'string':
		case 'textarea':
		case 'phone':
		case 'email':
		case 'picklist':
		case 'multipicklist':
			return textValue(field, textOf(value).trim());
	}
}

function textOf(value: unknown): string {
	if (typeof value !== 'string') throw parserError('string', JSON.stringify(value));
	return value;
}

function numberValue(field: SimulatedField, value: unknown): number {
	const number = typeof value === 'string' && value !== '' ? Number(value) : value;
	if (typeof number !== 'number' || Number.isNaN(number)) throw parserError('double', value);
	if (Math.abs(number) >= 10 ** (18 - field.scale)) {
		throw new RowError(
			'NUMBER_OUTSIDE_VALID_RANGE',
			`${field.label}: value outside of valid range on numeric field: ${number}`,
			[field.name],
		);
	}
	return number;
}

function momentValue(value: unknown): string {
	const text = textOf(value);
	const moment = /^\d{4}-\d{2}-\d{2}T/.test(text) ? Date.parse(text) : Number.NaN;
	if (Number.isNaN(moment)) throw parserError('datetime', value);
	return `${new Date(moment).toISOString().slice(0, 19)}.000+0000`;
}

function textValue(field: SimulatedField, text: string): string | null {
	if (text === '') return null;
	if (field.length > 0 && text.length > field.length) {
		throw new RowError(
			'STRING_TOO_LONG',
			`${field.label}: data value too large: ${text} (max length=${field.length})`,
			[field.name],
		);
	}
	if (field.type === 'email' && !E_MAIL.test(text)) {
		throw new RowError('INVALID_EMAIL_ADDRESS', `${field.label}: invalid email address: ${text}`, [
			field.name,
		]);
	}
	if (field.isRestricted && !field.values.includes(text)) {
		throw new RowError(
			'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
			`${field.label}: bad value for restricted picklist field: ${text}`,
			[field.name],
		);
	}
	return field.type === 'email' ? text.toLowerCase() : text;
}
