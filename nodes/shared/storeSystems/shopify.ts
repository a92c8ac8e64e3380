import type { IExecuteFunctions } from 'n8n-workflow';
import { ShopifyClient, shopifyAdminUrl } from '../../../lib/connectors/shopify';
import { headerHttpPort } from '../httpPort';
import {
	chosenBaseUrl,
	parameterOf,
	vendorConnection,
	type VendorContext,
} from '../vendorConnection';

/**
 * The shop of the chosen credential, for one run. Throws `invalid_input` for an address that is no
 * shop's, and n8n's own error when the credential is not set.
 */
export async function shopifyClient(context: VendorContext): Promise<ShopifyClient> {
	const chosen = parameterOf<string>(context, 'shopifyAuthentication', 'clientCredentials');
	const credentialType =
		chosen === 'accessToken' ? 'shopifyAccessTokenApi' : 'shopifyClientCredentialsApi';
	const credentialData = await context.getCredentials(credentialType);
	const ownUrl = shopifyAdminUrl(String(credentialData['shopSubdomain'] ?? ''));
	const baseUrl = chosenBaseUrl(context, credentialData, { vendor: 'Shopify', ownUrl });
	if (chosen !== 'accessToken') {
		return new ShopifyClient(vendorConnection(context, credentialType, baseUrl));
	}
	const headers = { 'X-Shopify-Access-Token': String(credentialData['accessToken'] ?? '') };
	const http = headerHttpPort(context as IExecuteFunctions, headers);
	return new ShopifyClient(vendorConnection(context, credentialType, baseUrl, http));
}
