import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { affiliateStoreCredential } from '../shared/workspaceStore';
import { getContactFieldNames } from './contactFieldNames';
import { crmMethods } from './methods';
import { crmProperties } from './properties';
import { runOperation } from './router';
import { CRM_SYSTEMS } from './systems';

export class CrmSync implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'CRM Sync',
		name: 'crmSync',
		icon: { light: 'file:crmSync.svg', dark: 'file:crmSync.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Keep affiliate source, purchases and lifetime value up to date in your CRM',
		defaults: { name: 'CRM Sync' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Synced', 'Conflict'],
		credentials: [
			...CRM_SYSTEMS.flatMap(({ credentials }) => credentials),
			affiliateStoreCredential,
		],
		properties: crmProperties,
	};

	methods = {
		...crmMethods,
		loadOptions: { ...crmMethods.loadOptions, getContactFieldNames },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this);
	}
}
