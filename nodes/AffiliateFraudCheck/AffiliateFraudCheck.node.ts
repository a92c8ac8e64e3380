import {
	NodeConnectionTypes,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { toJson } from '../../lib/model/json';
import { eachItem } from '../shared/eachItem';
import { itemWithKey } from '../shared/itemWithKey';
import { affiliateStoreCredential, workspaceStore } from '../shared/workspaceStore';
import { checkOrder } from './checkOrder';
import { checkSignup } from './checkSignup';
import { fraudCheckProperties } from './properties';

const OUTPUTS = { approve: 0, review: 1, reject: 2 } as const;

export class AffiliateFraudCheck implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Affiliate Fraud Check',
		name: 'affiliateFraudCheck',
		icon: { light: 'file:affiliateFraudCheck.svg', dark: 'file:affiliateFraudCheck.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] === "checkSignup" ? "check sign-up" : "check order" }}',
		description: 'Score an attributed order against fraud rules, with evidence for every finding',
		defaults: { name: 'Affiliate Fraud Check' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Approve', 'Review', 'Reject'],
		credentials: [affiliateStoreCredential],
		properties: fraudCheckProperties,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const store = await workspaceStore(this);
		// An item that could not be checked goes to a person, not on with the approved ones.
		const unhandledOutput = OUTPUTS.review;
		const check = async (itemIndex: number) => {
			const isSignup = this.getNodeParameter('operation', itemIndex) === 'checkSignup';
			const verdict = await (isSignup ? checkSignup : checkOrder)(this, itemIndex, store);
			const json = toJson(verdict) as unknown as IDataObject;
			return itemWithKey(this, itemIndex, 'fraud', json, OUTPUTS[verdict.verdict]);
		};
		return await eachItem(this, 3, check, { unhandledOutput });
	}
}
