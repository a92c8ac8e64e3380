import { NodeOperationError, type IExecuteFunctions, type INodeProperties } from 'n8n-workflow';
import type { z } from 'zod/v4';
import { AffiliateError } from '../../lib/kernel';
import { parseModel } from '../../lib/model/parse';

/**
 * Two parameters that say where a node finds a record: in the item's own key (default, costs no
 * expression) or as JSON that the user maps by hand.
 */
export function modelSourceProperties(
	key: string,
	label: string,
	displayOptions?: INodeProperties['displayOptions'],
): INodeProperties[] {
	return [
		{
			displayName: `${label} From`,
			name: `${key}From`,
			type: 'options',
			noDataExpression: true,
			default: 'item',
			options: [
				{
					name: 'This Item',
					value: 'item',
					description: `The key '${key}' of the incoming item`,
				},
				{
					name: 'Define Below',
					value: 'define',
					description: 'JSON that you write or map yourself',
				},
			],
			description: `Where to find the ${label.toLowerCase()}`,
			...(displayOptions ? { displayOptions } : {}),
		},
		{
			displayName: label,
			name: `${key}Json`,
			type: 'json',
			default: '{}',
			required: true,
			displayOptions: {
				...displayOptions,
				show: { ...displayOptions?.show, [`${key}From`]: ['define'] },
			},
			description: `JSON in the form that the package documents for '${key}'`,
		},
	];
}

/** Raw JSON of the record; undefined when the item has no such key. */
export function readModelJson(context: IExecuteFunctions, itemIndex: number, key: string): unknown {
	if (context.getNodeParameter(`${key}From`, itemIndex, 'item') === 'item') {
		return context.getInputData()[itemIndex]?.json[key];
	}
	const json = context.getNodeParameter(`${key}Json`, itemIndex);
	if (typeof json !== 'string') return json;
	try {
		return JSON.parse(json) as unknown;
	} catch {
		throw new NodeOperationError(context.getNode(), `The parameter '${key}' is not valid JSON`, {
			itemIndex,
			description: 'Check brackets and quotes, or switch to reading it from the incoming item.',
		});
	}
}

/** Reads and validates a record. A missing one is named together with the node that makes it. */
export function readModel<Schema extends z.ZodType>(
	context: IExecuteFunctions,
	itemIndex: number,
	key: string,
	schema: Schema,
	madeBy: string,
): z.output<Schema> {
	const json = readModelJson(context, itemIndex, key);
	if (json === undefined || json === null) {
		throw new AffiliateError(`This item has no '${key}'`, {
			code: 'missing_input',
			path: key,
			hint: `Connect ${madeBy} before this node, or choose 'Define Below' and map it yourself.`,
		});
	}
	return parseModel(schema, json, key);
}
