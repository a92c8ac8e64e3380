import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { ListedOperation, ListedResource } from '../shared/resourceProperties';

/** One user story: its fields, and what it does for all items of a run together. */
export interface CrmOperation extends ListedOperation {
	run(execute: IExecuteFunctions): Promise<INodeExecutionData[][]>;
}

export type CrmResource = ListedResource<CrmOperation>;
