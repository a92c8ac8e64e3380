import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { eachItem } from '../shared/eachItem';
import { openHook, testCatchHook } from './openHook';
import { catchHookProperties } from './parameters';
import { sendItem } from './sendItem';

export class AffiliateCatchHook implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Affiliate Catch Hook',
		name: 'affiliateCatchHook',
		icon: { light: 'file:affiliateCatchHook.svg', dark: 'file:affiliateCatchHook.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] === "send" ? "Send event" : "Send sample" }}',
		description:
			'Send events of ledger and stores to Zapier, Make, Pabbly Connect or any other webhook',
		defaults: { name: 'Affiliate Catch Hook' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'catchHookApi', required: true, testedBy: 'testCatchHook' }],
		properties: catchHookProperties,
	};

	methods = { credentialTest: { testCatchHook } };

	/** Sends each item's event; the answer comes back under `hook`. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const hook = await openHook(this);
		return await eachItem(this, 1, async (itemIndex) => await sendItem(this, hook, itemIndex));
	}
}
