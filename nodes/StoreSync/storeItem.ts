import type { IDataObject } from 'n8n-workflow';
import type { ItemResult } from '../shared/eachItem';
import { itemWithKey } from '../shared/itemWithKey';
import type { StoreOperationContext } from './operation';
import { requireDone, type StoreOutcome } from './outcome';

/** The item with what became of a write under `store`; throws when it did not go well. */
export function writtenItem(
	{ execute, itemIndex, store }: StoreOperationContext,
	written: StoreOutcome,
	more: IDataObject = {},
): ItemResult[] {
	const { outcome, id } = requireDone(execute.getNode(), itemIndex, written);
	return itemWithKey(execute, itemIndex, 'store', { system: store.value, outcome, id, ...more });
}

/** A normal end without a write, such as a guest who has no record in the store. */
export function skippedItem(
	{ execute, itemIndex, store }: StoreOperationContext,
	reason: string,
	message: string,
): ItemResult[] {
	return itemWithKey(execute, itemIndex, 'store', {
		system: store.value,
		outcome: 'skipped',
		id: null,
		reason,
		message,
	});
}
