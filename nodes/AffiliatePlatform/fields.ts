import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { AffiliateError, parseAmount, type Money } from '../../lib/kernel';

type Context = { readonly execute: IExecuteFunctions; readonly itemIndex: number };

/** Text of a parameter; null when it is left empty. */
export function textOf({ execute, itemIndex }: Context, name: string): string | null {
	return asText(execute.getNodeParameter(name, itemIndex, ''));
}

/** As `textOf`; throws `missing_input` when there is none. */
export function requiredText(context: Context, name: string, label: string): string {
	const text = textOf(context, name);
	if (text !== null) return text;
	throw new AffiliateError(`There is no ${label}`, {
		code: 'missing_input',
		path: name,
		hint: `Fill it in, or map it from the item.`,
	});
}

export function asText(value: unknown): string | null {
	if (typeof value !== 'string' && typeof value !== 'number') return null;
	const text = String(value).trim();
	return text === '' ? null : text;
}

/** Entries of a collection that were filled in, as texts. */
export function collectionOf(
	{ execute, itemIndex }: Context,
	name: string,
): { readonly text: (field: string) => string | null; readonly all: IDataObject } {
	const all = execute.getNodeParameter(name, itemIndex, {}) as IDataObject;
	return { text: (field) => asText(all[field]), all };
}

/** Two parameters as money; null when the amount is empty. Throws `missing_input`, `invalid_amount`. */
export function moneyOf(context: Context, amount: string, currency: string): Money | null {
	const text = textOf(context, amount);
	return text === null ? null : parseAmount(text, requiredText(context, currency, 'currency'));
}

/** The platform's own fields, as a list of names and values. */
export function moreFields(name = 'more'): INodeProperties {
	return {
		displayName: 'More Fields',
		name,
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Field',
		default: {},
		options: [
			{
				displayName: 'Field',
				name: 'field',
				values: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						description: 'As the platform calls it',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						description: 'As the platform takes it',
					},
				],
			},
		],
		description: "The platform's own fields, sent as they are",
	};
}

export function moreOf(value: unknown): Record<string, string> {
	const list = (value as { field?: unknown } | null | undefined)?.field;
	const entries = Array.isArray(list) ? (list as Array<{ name?: unknown; value?: unknown }>) : [];
	return Object.fromEntries(
		entries.flatMap(({ name, value: given }) => {
			const key = asText(name);
			return key === null ? [] : [[key, asText(given) ?? '']];
		}),
	);
}

export function programmeField(more: Partial<INodeProperties> = {}): INodeProperties {
	return {
		displayName: 'Programme Name or ID',
		name: 'programmeId',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getProgrammes' },
		default: '',
		description:
			'Campaign, offer, group or program of the platform. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		...more,
	};
}

export function affiliateField(more: Partial<INodeProperties> = {}): INodeProperties {
	return {
		displayName: 'Affiliate Name or ID',
		name: 'affiliateId',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getAffiliates' },
		default: '',
		required: true,
		description:
			'Affiliate on the platform. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		...more,
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
		displayOptions: { show: { returnAll: [false] } },
		description: 'Max number of results to return',
	},
];

/** Null for all. */
export function limitOf({ execute, itemIndex }: Context): number | null {
	if (execute.getNodeParameter('returnAll', itemIndex, false) === true) return null;
	return Number(execute.getNodeParameter('limit', itemIndex, 50));
}

export const noteField: INodeProperties = {
	displayName: 'Note',
	name: 'note',
	type: 'string',
	default: '',
	description: 'Kept on the platform where it takes one',
};
