import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { AffiliateError } from '../../lib/kernel';
import { systemClock } from '../shared/clock';
import { eachItem, ITEMS_AT_ONCE } from '../shared/eachItem';
import { workspaceStore } from '../shared/workspaceStore';
import type { LedgerOperation } from './operation';
import { LEDGER_RESOURCES } from './resources';

/** Runs the chosen operation for every item. */
export async function router(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const store = await workspaceStore(this);
	const run = async (itemIndex: number) => {
		const operation = findOperation(
			String(this.getNodeParameter('resource', itemIndex)),
			String(this.getNodeParameter('operation', itemIndex)),
		);
		return await operation.run({ execute: this, store, clock: systemClock, itemIndex });
	};
	return await eachItem(this, 1, run, { atOnce: booksOrders(this) ? ITEMS_AT_ONCE : 1 });
}

/** Each order is booked under its own lock, and a cap under that of its affiliate. */
function booksOrders(execute: IExecuteFunctions): boolean {
	const value = (name: string) => execute.getNodeParameter(name, 0, '');
	return value('resource') === 'conversion' && value('operation') === 'record';
}

function findOperation(resource: string, operation: string): LedgerOperation {
	const found = LEDGER_RESOURCES.find(({ value }) => value === resource)?.operations.find(
		({ value }) => value === operation,
	);
	if (found === undefined) {
		throw new AffiliateError(`The ledger has no operation '${operation}' for '${resource}'`, {
			code: 'unknown_operation',
			path: 'operation',
			hint: "Choose 'Resource' and 'Operation' from their lists.",
		});
	}
	return found;
}
