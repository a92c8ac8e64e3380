import { WooClient, wooBaseUrl } from '../../../lib/connectors/woocommerce';
import { chosenBaseUrl, vendorConnection, type VendorContext } from '../vendorConnection';

const CREDENTIAL = 'wooCommerceRestApi';

/**
 * The site of the credential, for one run. Throws `invalid_input` for an address that is no site's,
 * and n8n's own error when the credential is not set.
 */
export async function wooClient(context: VendorContext): Promise<WooClient> {
	const credentialData = await context.getCredentials(CREDENTIAL);
	const ownUrl = wooBaseUrl(String(credentialData['url'] ?? ''));
	const baseUrl = chosenBaseUrl(context, credentialData, { vendor: 'WooCommerce', ownUrl });
	return new WooClient(vendorConnection(context, CREDENTIAL, baseUrl));
}
