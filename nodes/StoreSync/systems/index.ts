import type { IExecuteFunctions } from 'n8n-workflow';
import { readShopFacts } from '../../../lib/connectors/shopify';
import { magentoStoreKey } from '../../../lib/mapping/magento';
import { shopKey } from '../../../lib/mapping/shopify';
import { siteKey } from '../../../lib/mapping/woocommerce';
import { magentoAddress } from '../../shared/storeChanges';
import { magentoClient, shopifyClient, wooClient } from '../../shared/storeSystems';
import { parameterOf } from '../../shared/vendorConnection';
import { magentoSystem } from './magento';
import { shopifySystem } from './shopify';
import type { StoreSystem } from './storeSystem';
import { wooSystem } from './wooCommerce';

/** The store of the node, for one run. Throws n8n's own error when its credential is not set. */
export async function openStore(execute: IExecuteFunctions): Promise<StoreSystem> {
	const given = parameterOf<string>(execute, 'options.storeKey', '').trim();
	switch (String(execute.getNodeParameter('store', 0))) {
		case 'wooCommerce': {
			const client = await wooClient(execute);
			const { url } = await execute.getCredentials('wooCommerceRestApi');
			return wooSystem(client, siteKey(given === '' ? String(url) : given));
		}
		case 'magento': {
			const client = await magentoClient(execute);
			return magentoSystem(
				client,
				magentoStoreKey(given === '' ? await magentoAddress(execute) : given),
			);
		}
		default: {
			const client = await shopifyClient(execute);
			const { domain } = await readShopFacts(client);
			return shopifySystem(client, shopKey(domain));
		}
	}
}

export type { AffiliateCoupon, StoreCustomer, StoreFields, StoreSystem } from './storeSystem';
