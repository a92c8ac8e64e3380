import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { Clock } from '../../lib/ports/clock';
import type { AffiliateStore } from '../../lib/ports/store';
import type { ItemResult } from '../shared/eachItem';

export interface OperationContext {
	readonly execute: IExecuteFunctions;
	readonly store: AffiliateStore;
	readonly clock: Clock;
	readonly itemIndex: number;
}

/** One user story: its fields, and what it does for one item. */
export interface LedgerOperation {
	/** Value of the 'operation' parameter. */
	readonly value: string;
	/** Name in the operation dropdown. */
	readonly name: string;
	/** Sentence-case action, e.g. "Record conversion". */
	readonly action: string;
	readonly description: string;
	readonly fields: readonly INodeProperties[];
	run(context: OperationContext): Promise<ItemResult[]>;
}

export interface LedgerResource {
	readonly value: string;
	readonly name: string;
	readonly operations: readonly LedgerOperation[];
}
