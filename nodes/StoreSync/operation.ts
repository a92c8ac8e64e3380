import type { IExecuteFunctions } from 'n8n-workflow';
import type { ItemResult } from '../shared/eachItem';
import type { ListedOperation, ListedResource } from '../shared/resourceProperties';
import type { StoreSystem } from './systems';

export interface StoreOperationContext {
	readonly execute: IExecuteFunctions;
	readonly itemIndex: number;
	readonly store: StoreSystem;
}

/** One user story: its fields, and what it does for one item. */
export interface StoreOperation extends ListedOperation {
	run(context: StoreOperationContext): Promise<ItemResult[]>;
}

export type StoreResource = ListedResource<StoreOperation>;
