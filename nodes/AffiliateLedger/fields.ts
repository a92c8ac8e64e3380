import type { INodeProperties } from 'n8n-workflow';
import { AffiliateError, parseInstant } from '../../lib/kernel';
import type { OperationContext } from './operation';

/** The short name that a record is found by. */
export function codeField(placeholder: string, description: string): INodeProperties {
	return {
		displayName: 'Code',
		name: 'code',
		type: 'string',
		default: '',
		required: true,
		placeholder,
		description,
	};
}

export const nameField: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	required: true,
};

/** Optional status of what can only run or rest. */
export const activeOrPausedField: INodeProperties = {
	displayName: 'Status',
	name: 'status',
	type: 'options',
	options: [
		{ name: 'Active', value: 'active' },
		{ name: 'Paused', value: 'paused' },
	],
	default: 'active',
};

/** Fields that need not be filled in; those left out keep their value. */
export function additionalFields(options: readonly INodeProperties[]): INodeProperties {
	return {
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: [...options],
	};
}

export const returnAllFields: readonly INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
	},
];

/** No list in this product is longer; it keeps a forgotten filter from filling the memory. */
export const MOST_RESULTS = 100_000;

export function readLimit({ execute, itemIndex }: OperationContext): number {
	if (execute.getNodeParameter('returnAll', itemIndex, false) === true) return MOST_RESULTS;
	return Number(execute.getNodeParameter('limit', itemIndex, 50));
}

export function readText({ execute, itemIndex }: OperationContext, name: string): string {
	return String(execute.getNodeParameter(name, itemIndex, '') ?? '').trim();
}

/** A text that must not be empty. Throws `missing_input`. */
export function requireText(context: OperationContext, name: string, label: string): string {
	const text = readText(context, name);
	if (text === '') {
		throw new AffiliateError(`'${label}' is empty`, {
			code: 'missing_input',
			path: name,
			hint: `Fill in '${label}', or map it from the incoming item.`,
		});
	}
	return text;
}

export type Collection = Readonly<Record<string, unknown>>;

/** A collection of optional fields; only those the user added are in it. */
export function readCollection({ execute, itemIndex }: OperationContext, name: string): Collection {
	return execute.getNodeParameter(name, itemIndex, {}) as Collection;
}

/** An optional text of a collection: null when it is empty or not there. */
export function optionalText(collection: Collection, name: string): string | null {
	const value = collection[name];
	const text = value === undefined || value === null ? '' : String(value).trim();
	return text === '' ? null : text;
}

/** A date field of n8n may come without a zone; it is then read as UTC. Throws `invalid_date`. */
export function optionalInstant(collection: Collection, name: string): string | null {
	const text = optionalText(collection, name);
	if (text === null) return null;
	const hasZone = /(Z|[+-]\d{2}:?\d{2})$/.test(text);
	const withTime = /T/.test(text) ? text : `${text.slice(0, 10)}T${text.slice(11) || '00:00:00'}`;
	const instant = instantOrNull(hasZone ? text : `${withTime}Z`);
	if (instant !== null) return instant;
	throw new AffiliateError(`'${text}' is not a date and time`, {
		code: 'invalid_date',
		path: name,
		hint: 'Write it as 2026-11-22, or with time and zone as 2026-11-22T18:05:00+01:00.',
	});
}

function instantOrNull(text: string): string | null {
	try {
		return parseInstant(text);
	} catch {
		return null;
	}
}

/** Comma- or line-separated texts, or a list, as a list without empty entries. */
export function textList(value: unknown): string[] {
	const entries = Array.isArray(value) ? value.map(String) : String(value ?? '').split(/[,\n]/);
	return entries.map((entry) => entry.trim()).filter((entry) => entry !== '');
}
