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
	unhandledOutput = 0,
): Promise<INodeExecutionData[][]> {
	const outputs: INodeExecutionData[][] = Array.from({ length: outputCount }, () => []);
	const items = context.getInputData();
	for (let itemIndex = 0; itemIndex < items.length; itemIndex += 1) {
		try {
			for (const { output = 0, ...item } of await handle(itemIndex)) {
				outputs[output]?.push({ ...item, pairedItem: { item: itemIndex } });
			}
		} catch (error) {
			const nodeError = toNodeError(context.getNode(), error, itemIndex);
			if (!context.continueOnFail()) throw nodeError;
			outputs[unhandledOutput]?.push({
				json: errorItemJson(context, items[itemIndex]?.json ?? {}, nodeError.message, {
					code: error instanceof AffiliateError ? error.code : 'node_error',
					hint: nodeError.description ?? null,
					...adviceIn(nodeError.context),
				}),
				pairedItem: { item: itemIndex },
			});
		}
	}
	return outputs;
}
