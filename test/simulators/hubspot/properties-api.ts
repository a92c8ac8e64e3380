import type { HubSpotAccount } from './account.ts';
import { HubSpotError } from './hubspot-error.ts';
import type { ObjectType, SimulatedProperty } from './standard-properties.ts';

const NAME = /^[a-z][a-z0-9_]*$/;
const TYPES = ['bool', 'date', 'datetime', 'enumeration', 'number', 'phone_number', 'string'];
const MAX_UNIQUE = 10;

/** All properties of an object type, as `GET /crm/properties` shows them. */
export function listProperties(account: HubSpotAccount, type: ObjectType): Record<string, unknown> {
	return { results: [...account.definitions[type].values()].map(render) };
}

export function createGroup(
	account: HubSpotAccount,
	type: ObjectType,
	body: unknown,
): Record<string, unknown> {
	const { name = '', label = '' } = (body ?? {}) as { name?: string; label?: string };
	if (name === '' || label === '') throw required(['name', 'label']);
	if (account.groups[type].has(name)) {
		throw new HubSpotError(409, 'CONFLICT', `A property group named '${name}' already exists.`);
	}
	account.groups[type].set(name, label);
	return { name, label, displayOrder: -1, archived: false };
}

export function createProperty(
	account: HubSpotAccount,
	type: ObjectType,
	body: unknown,
): Record<string, unknown> {
	const definition = checked(account, type, body);
	account.definitions[type].set(definition.name, definition);
	return render(definition);
}

/** All or nothing. */
export function createProperties(
	account: HubSpotAccount,
	type: ObjectType,
	body: unknown,
): Record<string, unknown> {
	const { inputs = [] } = (body ?? {}) as { inputs?: unknown[] };
	const definitions = inputs.map((input) => checked(account, type, input));
	for (const definition of definitions) account.definitions[type].set(definition.name, definition);
	return { status: 'COMPLETE', results: definitions.map(render) };
}

function checked(account: HubSpotAccount, type: ObjectType, body: unknown): SimulatedProperty {
	const input = (body ?? {}) as Partial<Record<string, unknown>>;
	const names = ['name', 'label', 'type', 'fieldType', 'groupName'];
	const missing = names.filter((name) => typeof input[name] !== 'string' || input[name] === '');
	if (missing.length > 0) throw required(missing);
	const name = String(input['name']);
	if (!NAME.test(name) || !TYPES.includes(String(input['type']))) {
		throw new HubSpotError(400, 'VALIDATION_ERROR', `Invalid property definition '${name}'`);
	}
	if (account.definitions[type].has(name)) {
		throw new HubSpotError(409, 'CONFLICT', `A property named '${name}' already exists.`);
	}
	if (!account.groups[type].has(String(input['groupName']))) {
		throw new HubSpotError(400, 'VALIDATION_ERROR', 'The property group does not exist');
	}
	const hasUniqueValue = input['hasUniqueValue'] === true;
	const unique = [...account.definitions[type].values()].filter((known) => known.hasUniqueValue);
	if (hasUniqueValue && unique.length >= MAX_UNIQUE) {
		throw new HubSpotError(400, 'VALIDATION_ERROR', 'Too many unique properties');
	}
	return {
		name,
		label: String(input['label']),
		type: String(input['type']),
		fieldType: String(input['fieldType']),
		groupName: String(input['groupName']),
		hasUniqueValue,
		hubspotDefined: false,
		isReadOnly: false,
		options: [],
	};
}

function required(names: readonly string[]): HubSpotError {
	return new HubSpotError(400, 'VALIDATION_ERROR', `Required fields: ${names.join(', ')}`);
}

function render({ isReadOnly, ...definition }: SimulatedProperty): Record<string, unknown> {
	return {
		...definition,
		description: '',
		hidden: false,
		calculated: false,
		archived: false,
		modificationMetadata: { readOnlyValue: isReadOnly, readOnlyDefinition: false },
	};
}
