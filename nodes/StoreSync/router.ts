import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { AffiliateError } from '../../lib/kernel';
import { eachItem } from '../shared/eachItem';
import { toNodeError } from '../shared/nodeErrors';
import type { StoreOperation } from './operation';
import { STORE_RESOURCES } from './resources';
import { openStore } from './systems';

/** Runs the chosen operation for every item, over one connection to the store. */
export async function runOperation(execute: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const connecting = openStore(execute);
	// Whoever cannot connect hears of it with each item, so that 'On Error' decides.
	connecting.catch(() => undefined);
	try {
		const operation = chosenOperation(execute);
		return await eachItem(execute, 1, async (itemIndex) => {
			return await operation.run({ execute, itemIndex, store: await connecting });
		});
	} catch (error) {
		throw toNodeError(execute.getNode(), error, 0);
	}
}

function chosenOperation(execute: IExecuteFunctions): StoreOperation {
	const resource = execute.getNodeParameter('resource', 0);
	const operation = execute.getNodeParameter('operation', 0);
	const found = STORE_RESOURCES.find(({ value }) => value === resource)?.operations.find(
		({ value }) => value === operation,
	);
	if (found !== undefined) return found;
	throw new AffiliateError(`There is no operation '${String(operation)}' for this resource`, {
		code: 'unknown_operation',
		path: 'operation',
		hint: "Choose 'Resource' and 'Operation' from their lists.",
	});
}
