import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { CRM_RESOURCES } from './resources';

/** Runs the chosen operation over all items together. */
export async function runOperation(execute: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const resource = execute.getNodeParameter('resource', 0);
	const operation = execute.getNodeParameter('operation', 0);
	const chosen = CRM_RESOURCES.find(({ value }) => value === resource)?.operations.find(
		({ value }) => value === operation,
	);
	if (chosen === undefined) {
		throw new NodeOperationError(
			execute.getNode(),
			`The operation '${String(operation)}' of '${String(resource)}' does not exist`,
			{ description: "Choose a 'Resource' and an 'Operation' from the lists." },
		);
	}
	return await chosen.run(execute);
}
