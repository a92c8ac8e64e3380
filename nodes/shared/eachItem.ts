import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { AffiliateError } from '../../lib/kernel';
import { toNodeError } from './nodeErrors';

export interface ItemResult {
	/** Index of the node's output; 0 unless the node has named outputs. */
	readonly output?: number;
	/** The whole JSON of the outgoing item. */
	readonly json: IDataObject;
}

/**
 * Runs `handle` for every input item and puts each result on its output with its paired item.
 * A failing item stops the node with a clear error, or, when the node is set to continue, leaves
 * as an error item (n8n moves it to the error output) while the others go on.
 */
export async function eachItem(
	context: IExecuteFunctions,
	outputCount: number,
	handle: (itemIndex: number) => Promise<ItemResult[]>,
): Promise<INodeExecutionData[][]> {
	const outputs: INodeExecutionData[][] = Array.from({ length: outputCount }, () => []);
	const items = context.getInputData();
	for (let itemIndex = 0; itemIndex < items.length; itemIndex += 1) {
		try {
			for (const { output = 0, json } of await handle(itemIndex)) {
				outputs[output]?.push({ json, pairedItem: { item: itemIndex } });
			}
		} catch (error) {
			const nodeError = toNodeError(context.getNode(), error, itemIndex);
			if (!context.continueOnFail()) throw nodeError;
			outputs[0]?.push({
				json: {
					...items[itemIndex]?.json,
					error: nodeError.message,
					errorCode: error instanceof AffiliateError ? error.code : 'node_error',
				},
				// n8n moves an item with this field to the error output, and only such an item.
				error: nodeError,
				pairedItem: { item: itemIndex },
			});
		}
	}
	return outputs;
}
