import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { searchAffiliates, searchProgrammes } from '../shared/listSearch';
import { testAffiliateStore } from '../shared/workspaceStore';
import { searchDestinations } from './actions/delivery/destinationField';
import { payPalCredential } from './payPalClient';
import { ledgerProperties } from './properties';
import { router } from './router';

export class AffiliateLedger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Affiliate Ledger',
		name: 'affiliateLedger',
		icon: { light: 'file:affiliateLedger.svg', dark: 'file:affiliateLedger.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Keep programmes, plans, affiliates, links and exact commissions in one ledger',
		defaults: { name: 'Affiliate Ledger' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'affiliateStoreApi', required: false, testedBy: 'testAffiliateStore' },
			payPalCredential,
		],
		properties: ledgerProperties,
	};

	methods = {
		credentialTest: { testAffiliateStore },
		listSearch: { searchAffiliates, searchDestinations, searchProgrammes },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await router.call(this);
	}
}
