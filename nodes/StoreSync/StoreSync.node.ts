import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { storeAccessCredentials } from '../shared/storeSystems';
import { storeSyncProperties } from './properties';
import { runOperation } from './router';

export class StoreSync implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Store Sync',
		name: 'storeSync',
		icon: { light: 'file:storeSync.svg', dark: 'file:storeSync.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Write affiliates, tags and coupons to your store, and read what changed there',
		defaults: { name: 'Store Sync' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: storeAccessCredentials(),
		properties: storeSyncProperties,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this);
	}
}
