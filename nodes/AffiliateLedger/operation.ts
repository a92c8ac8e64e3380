import type { IExecuteFunctions } from 'n8n-workflow';
import type { Clock } from '../../lib/ports/clock';
import type { AffiliateStore } from '../../lib/ports/store';
import type { ItemResult } from '../shared/eachItem';
import type { ListedOperation, ListedResource } from '../shared/resourceProperties';

export interface OperationContext {
	readonly execute: IExecuteFunctions;
	readonly store: AffiliateStore;
	readonly clock: Clock;
	readonly itemIndex: number;
}

/** One user story: its fields, and what it does for one item. */
export interface LedgerOperation extends ListedOperation {
	run(context: OperationContext): Promise<ItemResult[]>;
}

export type LedgerResource = ListedResource<LedgerOperation>;
