import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { affiliateStoreCredential } from '../shared/workspaceStore';
import { platformMethods } from './methods';
import { PLATFORM_SYSTEMS } from './platforms';
import { platformProperties } from './properties';
import { runOperation } from './router';

export class AffiliatePlatform implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Affiliate Platform',
		name: 'affiliatePlatform',
		icon: { light: 'file:affiliatePlatform.svg', dark: 'file:affiliatePlatform.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Feed and read the affiliate platform that you run already',
		defaults: { name: 'Affiliate Platform' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			...PLATFORM_SYSTEMS.map(({ credential, value, testedBy }) => ({
				name: credential,
				required: true,
				displayOptions: { show: { platform: [value] } },
				...(testedBy === undefined ? {} : { testedBy }),
			})),
			affiliateStoreCredential,
		],
		properties: platformProperties,
	};

	methods = platformMethods;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this);
	}
}
