import type { ICredentialType, INodeParameters } from 'n8n-workflow';
import { MagentoOAuth1Api } from '../../../credentials/MagentoOAuth1Api.credentials';
import { WooCommerceRestApi } from '../../../credentials/WooCommerceRestApi.credentials';
import { INTEGRATION, TOKEN, WOO_KEYS } from '../shared/storeChanges/clients';
import type { LiveNodeOptions } from '../shared/liveNode';

/** As n8n's own credential signs requests to Shopify. */
class ShopifyAccessToken implements ICredentialType {
	name = 'shopifyAccessTokenApi';

	displayName = 'Shopify Access Token';

	properties = [];

	authenticate = {
		type: 'generic' as const,
		properties: { headers: { 'X-Shopify-Access-Token': '={{$credentials.accessToken}}' } },
	};
}

/** As n8n's own credential signs requests to Magento. */
class MagentoToken implements ICredentialType {
	name = 'magento2Api';

	displayName = 'Magento 2';

	properties = [];

	authenticate = {
		type: 'generic' as const,
		properties: { headers: { Authorization: '=Bearer {{$credentials.accessToken}}' } },
	};
}

export const PUBLIC = 'https://n8n.example.com/webhook';

export const SECRET = '0123456789abcdef0123456789abcdef';

/** All kinds of the events that a store's orders give. */
const EVENTS = ['order.created', 'order.paid', 'order.cancelled', 'refund.created'];

const SINCE = '2026-11-01T00:00:00.000Z';

type Connected = Omit<LiveNodeOptions, 'workflowId'>;

/** Parameters and credentials of a trigger that is connected to a simulated shop of Shopify. */
export function connectedToShopify(url: string, parameters: INodeParameters = {}): Connected {
	return {
		parameters: {
			store: 'shopify',
			connectStore: true,
			shopifyAuthentication: 'accessToken',
			path: 'orders',
			events: EVENTS,
			options: { apiBaseUrl: url, readSince: SINCE },
			...parameters,
		},
		credentials: {
			storeWebhookSecretApi: { secret: 'secret' },
			shopifyAccessTokenApi: { shopSubdomain: 'demo', accessToken: TOKEN },
		},
		credentialTypes: [new ShopifyAccessToken()],
		webhookBaseUrl: PUBLIC,
	};
}

export function connectedToWoo(url: string, secret = SECRET): Connected {
	return {
		parameters: {
			store: 'wooCommerce',
			connectStore: true,
			path: 'orders',
			events: EVENTS,
			storeUrl: 'https://shop.example.com',
			options: { readSince: SINCE },
		},
		credentials: {
			storeWebhookSecretApi: { secret },
			wooCommerceRestApi: { url, ...WOO_KEYS },
		},
		credentialTypes: [new WooCommerceRestApi()],
		webhookBaseUrl: PUBLIC,
	};
}

export function connectedToMagento(url: string, publicKey: string | null): Connected {
	return {
		parameters: {
			store: 'magento',
			magentoAuthentication: 'accessToken',
			path: 'orders',
			events: EVENTS,
			takeWebhooks: publicKey !== null,
			options: { apiBaseUrl: url, readSince: SINCE, readEvery: 60 },
		},
		credentials: {
			...(publicKey === null ? {} : { storeWebhookSecretApi: { secret: publicKey } }),
			magento2Api: { host: url, accessToken: INTEGRATION.accessToken },
		},
		credentialTypes: [new MagentoToken()],
		webhookBaseUrl: PUBLIC,
	};
}

/** The same, with requests signed by the four keys of an integration. */
export function signedForMagento(url: string): Connected {
	const connected = connectedToMagento(url, null);
	return {
		...connected,
		parameters: { ...connected.parameters, magentoAuthentication: 'oAuth1' },
		credentials: { magentoOAuth1Api: { host: url, ...INTEGRATION } },
		credentialTypes: [new MagentoOAuth1Api()],
	};
}
