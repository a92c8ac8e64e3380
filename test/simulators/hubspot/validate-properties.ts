import { invalidProperties, type FieldError } from './hubspot-error.ts';
import type { SimulatedProperty } from './standard-properties.ts';

const E_MAIL = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/;

/**
 * Checks values against the account's properties and gives them back as HubSpot stores them:
 * e-mail in lower case, numbers without trailing zeros, moments in ISO without empty milliseconds.
 * Throws 400 naming every property at fault.
 */
export function validateProperties(
	definitions: ReadonlyMap<string, SimulatedProperty>,
	properties: Readonly<Record<string, unknown>>,
): Record<string, string> {
	const errors: FieldError[] = [];
	const stored: Record<string, string> = {};
	for (const [name, raw] of Object.entries(properties)) {
		const value = raw === null || raw === undefined ? '' : String(raw);
		const error = faultOf(definitions.get(name), name, value);
		if (error !== null) errors.push(error);
		else stored[name] = storedValue(definitions.get(name)?.type ?? '', name, value);
	}
	if (errors.length > 0) throw invalidProperties(errors);
	return stored;
}

function faultOf(
	definition: SimulatedProperty | undefined,
	name: string,
	value: string,
): FieldError | null {
	const fault = (error: string, message: string): FieldError => ({ name, error, message });
	if (definition === undefined) {
		return fault('PROPERTY_DOESNT_EXIST', `Property "${name}" does not exist`);
	}
	if (definition.isReadOnly) return fault('READ_ONLY_VALUE', `"${name}" is a read only property`);
	if (value === '') return null;
	if (name === 'email' && !E_MAIL.test(value)) {
		return fault('INVALID_EMAIL', `Email address ${value} is invalid`);
	}
	if (definition.type === 'number' && !/^-?\d+(\.\d+)?$/.test(value)) {
		return fault('INVALID_NUMBER', `${value} was not a valid number`);
	}
	if (definition.type === 'datetime' && Number.isNaN(momentOf(value))) {
		return fault('INVALID_DATE', `${value} was not a valid date`);
	}
	const allowed = definition.options.map((option) => option.value);
	if (definition.type === 'enumeration' && allowed.length > 0 && !allowed.includes(value)) {
		return fault(
			'INVALID_OPTION',
			`${value} was not one of the allowed options: [${allowed.join(', ')}]`,
		);
	}
	return null;
}

function storedValue(type: string, name: string, value: string): string {
	if (value === '') return '';
	if (name === 'email') return value.trim().toLowerCase();
	if (type === 'number' && value.includes('.')) return value.replace(/\.?0+$/, '');
	if (type === 'datetime') return new Date(momentOf(value)).toISOString().replace('.000Z', 'Z');
	return value;
}

function momentOf(value: string): number {
	return /^\d{11,14}$/.test(value) ? Number(value) : Date.parse(value);
}
