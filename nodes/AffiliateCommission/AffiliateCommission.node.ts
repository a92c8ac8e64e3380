import {
	NodeConnectionTypes,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { toJson } from '../../lib/model/json';
import { readAttribution, readOrder, readVerdict } from '../shared/itemRecords';
import { eachItem, ITEMS_AT_ONCE } from '../shared/eachItem';
import { itemWithKey } from '../shared/itemWithKey';
import { modelSourceProperties } from '../shared/modelSource';
import { priceOrderFor } from '../shared/pricing/priceOrderFor';
import { affiliateStoreCredential, workspaceStore } from '../shared/workspaceStore';

export class AffiliateCommission implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Affiliate Commission',
		name: 'affiliateCommission',
		icon: { light: 'file:affiliateCommission.svg', dark: 'file:affiliateCommission.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: 'calculate',
		description: 'Calculate exact commissions for an order, with a trace in plain words',
		defaults: { name: 'Affiliate Commission' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [affiliateStoreCredential],
		properties: [
			...modelSourceProperties('order', 'Order'),
			...modelSourceProperties('attribution', 'Attribution'),
			...modelSourceProperties('fraud', 'Fraud Verdict'),
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add Option',
				default: {},
				options: [
					{
						displayName: 'Exchange Rate Max Age',
						name: 'maxRateAgeDays',
						type: 'number',
						typeOptions: { minValue: 1, maxValue: 365 },
						default: 7,
						description:
							'Days after which an exchange rate no longer counts; without one the commission is held',
					},
				],
			},
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const store = await workspaceStore(this);
		const price = async (itemIndex: number) => {
			const order = readOrder(this, itemIndex);
			const attribution = readAttribution(this, itemIndex);
			const verdict = readVerdict(this, itemIndex);
			const maxRateAgeDays = Number(this.getNodeParameter('options.maxRateAgeDays', itemIndex, 7));
			const request = { order, attribution, verdict, maxRateAgeDays };
			const commission = toJson(await priceOrderFor(store, request)) as unknown as IDataObject;
			return itemWithKey(this, itemIndex, 'commission', commission);
		};
		return await eachItem(this, 1, price, { atOnce: ITEMS_AT_ONCE });
	}
}
