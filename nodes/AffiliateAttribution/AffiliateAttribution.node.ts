import {
	NodeConnectionTypes,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { attributeOrder } from '../../lib/attribution';
import { toJson } from '../../lib/model/json';
import { readOrder } from '../shared/itemRecords';
import { searchProgrammes } from '../shared/listSearch';
import { eachItem, ITEMS_AT_ONCE } from '../shared/eachItem';
import { itemWithKey } from '../shared/itemWithKey';
import { affiliateStoreCredential, workspaceStore } from '../shared/workspaceStore';
import { loadFacts } from './loadFacts';
import { attributionProperties } from './properties';
import { readPolicy } from './readPolicy';
import { withJourney } from './withJourney';

const OUTPUTS = { attributed: 0, noAffiliate: 1 } as const;

export class AffiliateAttribution implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Affiliate Attribution',
		name: 'affiliateAttribution',
		icon: { light: 'file:affiliateAttribution.svg', dark: 'file:affiliateAttribution.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: 'attribute order',
		description: 'Decide which affiliate gets credit for an order, how surely, and why',
		defaults: { name: 'Affiliate Attribution' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Attributed', 'No Affiliate'],
		credentials: [affiliateStoreCredential],
		properties: attributionProperties,
	};

	methods = { listSearch: { searchProgrammes } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const store = await workspaceStore(this);
		const attribute = async (itemIndex: number) => {
			const order = withJourney(this, itemIndex, readOrder(this, itemIndex));
			const policy = await readPolicy(this, itemIndex, store);
			const facts = await loadFacts(store, order, policy);
			const attribution = attributeOrder(order, facts, policy);
			const output =
				attribution.outcome === 'attributed' ? OUTPUTS.attributed : OUTPUTS.noAffiliate;
			const json = toJson(attribution) as unknown as IDataObject;
			return itemWithKey(this, itemIndex, 'attribution', json, output);
		};
		// An order that could not be looked at is not an attributed one.
		return await eachItem(this, 2, attribute, {
			unhandledOutput: OUTPUTS.noAffiliate,
			atOnce: ITEMS_AT_ONCE,
		});
	}
}
