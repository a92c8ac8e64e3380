import { wooBaseUrl } from '../../../lib/connectors/woocommerce';
import { magentoClient, shopifyClient, wooClient, type StoreContext } from '../storeSystems';
import type { StoreChanges } from './changedEvents';
import { magentoChanges } from './magento';
import { magentoAddress } from './magentoAddress';
import { shopifyChanges } from './shopify';
import { wooChanges } from './wooCommerce';

/** Values of the parameter Store of which changes can be read. */
export type ReadableStore = 'shopify' | 'wooCommerce' | 'magento';

export interface OpenStoreOptions {
	/** Address of the shop as its webhooks name it; null for that of the credential. */
	readonly address: string | null;
}

/**
 * The store of the node's account, for one pass. Throws `AffiliateError` when the account is out of
 * reach, and n8n's own error when its credential is not set.
 */
export async function openStoreChanges(
	context: StoreContext,
	store: ReadableStore,
	{ address }: OpenStoreOptions,
): Promise<StoreChanges> {
	switch (store) {
		case 'shopify':
			return await shopifyChanges(await shopifyClient(context));
		case 'wooCommerce': {
			const client = await wooClient(context);
			if (address !== null) return wooChanges(client, address);
			const { url } = await context.getCredentials('wooCommerceRestApi');
			return wooChanges(client, typeof url === 'string' ? wooBaseUrl(url) : '');
		}
		case 'magento': {
			const client = await magentoClient(context);
			return magentoChanges(client, await magentoAddress(context));
		}
	}
}
