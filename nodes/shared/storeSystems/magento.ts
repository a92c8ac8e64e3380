import { randomUUID } from 'node:crypto';
import type { ICredentialDataDecryptedObject, IExecuteFunctions } from 'n8n-workflow';
import { MagentoClient, oauth1HttpPort, type OAuth1Keys } from '../../../lib/connectors/magento';
import { parseBaseUrl } from '../../../lib/connectors/vendor';
import type { HttpPort } from '../../../lib/ports/http';
import { systemClock } from '../clock';
import { headerHttpPort, plainHttpPort } from '../httpPort';
import {
	chosenBaseUrl,
	parameterOf,
	vendorConnection,
	type VendorContext,
} from '../vendorConnection';

const VENDOR = 'Magento';

/**
 * The store of the chosen credential, for one run; with OAuth1 each request is signed here, because
 * n8n cannot. Throws `invalid_input` for an address that is no store's or an empty key, and n8n's own
 * error when the credential is not set.
 */
export async function magentoClient(context: VendorContext): Promise<MagentoClient> {
	const isOAuth = parameterOf(context, 'magentoAuthentication', 'oAuth1') === 'oAuth1';
	const credentialType = isOAuth ? 'magentoOAuth1Api' : 'magento2Api';
	const credentialData = await context.getCredentials(credentialType);
	const ownUrl = parseBaseUrl(String(credentialData['host'] ?? ''), VENDOR);
	const baseUrl = chosenBaseUrl(context, credentialData, { vendor: VENDOR, ownUrl });
	const http = isOAuth
		? signingPort(context, credentialData)
		: headerHttpPort(context as IExecuteFunctions, {
				Authorization: `Bearer ${String(credentialData['accessToken'] ?? '')}`,
			});
	return new MagentoClient(vendorConnection(context, credentialType, baseUrl, http));
}

function signingPort(context: VendorContext, data: ICredentialDataDecryptedObject): HttpPort {
	const text = (name: keyof OAuth1Keys): string => String(data[name] ?? '');
	return oauth1HttpPort(
		plainHttpPort(context as IExecuteFunctions),
		{
			consumerKey: text('consumerKey'),
			consumerSecret: text('consumerSecret'),
			accessToken: text('accessToken'),
			accessTokenSecret: text('accessTokenSecret'),
		},
		{ now: () => systemClock.now(), nonce: randomUUID },
	);
}
