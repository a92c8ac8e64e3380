import {
	NodeConnectionTypes,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { evaluateOrder } from '../../lib/fraud';
import { toJson } from '../../lib/model/json';
import { readAttribution, readOrder } from '../shared/itemRecords';
import { eachItem } from '../shared/eachItem';
import { itemWithKey } from '../shared/itemWithKey';
import { affiliateStoreCredential, workspaceStore } from '../shared/workspaceStore';
import { loadFacts } from './loadFacts';
import { fraudCheckProperties } from './properties';
import { readPolicy } from './readPolicy';

const OUTPUTS = { approve: 0, review: 1, reject: 2 } as const;

export class AffiliateFraudCheck implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Affiliate Fraud Check',
		name: 'affiliateFraudCheck',
		icon: { light: 'file:affiliateFraudCheck.svg', dark: 'file:affiliateFraudCheck.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: 'check order',
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
			const order = readOrder(this, itemIndex);
			const attribution = readAttribution(this, itemIndex);
			const policy = readPolicy(this, itemIndex);
			const facts = await loadFacts(store, { order, attribution, policy });
			const verdict = evaluateOrder(facts, policy);
			const json = toJson(verdict) as unknown as IDataObject;
			return itemWithKey(this, itemIndex, 'fraud', json, OUTPUTS[verdict.verdict]);
		};
		return await eachItem(this, 3, check, unhandledOutput);
	}
}
