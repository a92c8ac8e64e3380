import type {
	IBinaryKeyData,
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
} from 'n8n-workflow';
import { AffiliateError } from '../../lib/kernel';
import { errorItemJson } from './errorItem';
import { toNodeError } from './nodeErrors';
import { adviceIn } from './pump/retryAdvice';

export interface ItemResult {
	/** Index of the node's output; 0 unless the node has named outputs. */
	readonly output?: number;
	/** The whole JSON of the outgoing item. */
	readonly json: IDataObject;
	/** Files that go with it, by property name. */
	readonly binary?: IBinaryKeyData;
}

export interface EachItemOptions {
	/** Where failed items of a node that is set to continue go; 0 unless told. */
	readonly unhandledOutput?: number;
	/** How many items are worked on at the same time; only for work in which items do not look at one another. */
	readonly atOnce?: number;
}

/**
 * How many items ask the store at the same time where they do not look at one another. Most of an
 * item's time is waiting for PostgreSQL; two executions at once stay within its pool.
 */
export const ITEMS_AT_ONCE = 4;

/**
 * Runs `handle` for every input item and puts each result on its output with its paired item.
 * A failing item stops the node with a clear error, or, when the node is set to continue, leaves
 * as an error item while the others go on: on n8n's error output, or else on `unhandledOutput`,
 * which must never be an output that means "all is well".
 */
export async function eachItem(
	context: IExecuteFunctions,
	outputCount: number,
	handle: (itemIndex: number) => Promise<ItemResult[]>,
	{ unhandledOutput = 0, atOnce = 1 }: EachItemOptions = {},
): Promise<INodeExecutionData[][]> {
	const outputs: INodeExecutionData[][] = Array.from({ length: outputCount }, () => []);
	const items = context.getInputData();
	for (let first = 0; first < items.length; first += atOnce) {
		const group = items.slice(first, first + atOnce).map((_, place) => first + place);
		// Waits for the whole group: nothing of a run that has failed goes on working behind it.
		const handled = await Promise.allSettled(group.map(handle));
		for (const [place, result] of handled.entries()) {
			const item = first + place;
			if (result.status === 'fulfilled') {
				for (const { output = 0, ...itemResult } of result.value) {
					outputs[output]?.push({ ...itemResult, pairedItem: { item } });
				}
			} else {
				const json = failedItem(context, item, result.reason);
				outputs[unhandledOutput]?.push({ json, pairedItem: { item } });
			}
		}
	}
	return outputs;
}

/** The error item of a node that is set to continue; any other node stops here. */
function failedItem(context: IExecuteFunctions, itemIndex: number, error: unknown): IDataObject {
	const nodeError = toNodeError(context.getNode(), error, itemIndex);
	if (!context.continueOnFail()) throw nodeError;
	const input = context.getInputData()[itemIndex]?.json ?? {};
	return errorItemJson(context, input, nodeError.message, {
		code: error instanceof AffiliateError ? error.code : 'node_error',
		hint: nodeError.description ?? null,
		...adviceIn(nodeError.context),
	});
}
