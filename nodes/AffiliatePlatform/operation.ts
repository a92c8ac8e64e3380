import type { IExecuteFunctions } from 'n8n-workflow';
import type { AffiliatePlatform, PlatformOperation } from '../../lib/connectors/affiliate-platform';
import type { ItemResult } from '../shared/eachItem';
import type { ListedOperation, ListedResource } from '../shared/resourceProperties';
import type { PlatformSystem } from './platforms';

export interface PlatformOperationContext {
	readonly execute: IExecuteFunctions;
	readonly itemIndex: number;
	readonly system: PlatformSystem;
	readonly platform: AffiliatePlatform;
}

/** One user story: its fields, and what it does for one item. */
export interface PlatformNodeOperation extends ListedOperation {
	/** What the platform has to offer for it; null where every platform has it. */
	readonly needs: PlatformOperation | null;
	run(context: PlatformOperationContext): Promise<ItemResult[]>;
}

export type PlatformResource = ListedResource<PlatformNodeOperation>;
