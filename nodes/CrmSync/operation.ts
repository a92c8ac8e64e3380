import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

/** One user story: its fields, and what it does for all items of a run together. */
export interface CrmOperation {
	/** Value of the 'operation' parameter. */
	readonly value: string;
	/** Name in the operation dropdown. */
	readonly name: string;
	/** Sentence-case action, e.g. "Sync purchase". */
	readonly action: string;
	readonly description: string;
	readonly fields: readonly INodeProperties[];
	run(execute: IExecuteFunctions): Promise<INodeExecutionData[][]>;
}

export interface CrmResource {
	readonly value: string;
	readonly name: string;
	readonly operations: readonly CrmOperation[];
}
