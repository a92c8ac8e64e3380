import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { requireSupported, type AffiliatePlatform } from '../../lib/connectors/affiliate-platform';
import { AffiliateError } from '../../lib/kernel';
import { eachItem } from '../shared/eachItem';
import { toNodeError } from '../shared/nodeErrors';
import type { PlatformNodeOperation } from './operation';
import { chosenSystem, openPlatform } from './platforms';
import { PLATFORM_RESOURCES } from './resources';

/** Runs the chosen operation for every item, over one connection to the platform. */
export async function runOperation(execute: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	try {
		const system = chosenSystem(execute);
		const operation = chosenOperation(execute);
		if (operation.needs !== null) {
			requireSupported(system.name, system.capabilities, operation.needs);
		}
		let connecting: Promise<AffiliatePlatform> | null = null;
		return await eachItem(execute, 1, async (itemIndex) => {
			// Whoever cannot connect hears of it with each item, so that 'On Error' decides.
			connecting ??= openPlatform(execute, system);
			return await operation.run({ execute, itemIndex, system, platform: await connecting });
		});
	} catch (error) {
		throw toNodeError(execute.getNode(), error, 0);
	}
}

function chosenOperation(execute: IExecuteFunctions): PlatformNodeOperation {
	const resource = execute.getNodeParameter('resource', 0);
	const operation = execute.getNodeParameter('operation', 0);
	const found = PLATFORM_RESOURCES.find(({ value }) => value === resource)?.operations.find(
		({ value }) => value === operation,
	);
	if (found !== undefined) return found;
	throw new AffiliateError(`There is no operation '${String(operation)}' for this resource`, {
		code: 'unknown_operation',
		path: 'operation',
		hint: "Choose 'Resource' and 'Operation' from their lists.",
	});
}
