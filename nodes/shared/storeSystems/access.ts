import type { INodeCredentialDescription, INodeProperties } from 'n8n-workflow';

/** How to sign in, for the stores where there is a choice; both follow the parameter `store`. */
export function storeAuthenticationProperties(): INodeProperties[] {
	return [
		{
			displayName: 'Authentication',
			name: 'shopifyAuthentication',
			type: 'options',
			noDataExpression: true,
			options: [
				{
					name: 'Access Token',
					value: 'accessToken',
					description: 'Of an app made in the admin of the shop before 2026',
				},
				{
					name: 'Client Credentials',
					value: 'clientCredentials',
					description: 'Of an app of the Dev Dashboard in the same organisation',
				},
			],
			default: 'clientCredentials',
			displayOptions: { show: { store: ['shopify'] } },
		},
		{
			displayName: 'Authentication',
			name: 'magentoAuthentication',
			type: 'options',
			noDataExpression: true,
			options: [
				{
					name: 'Access Token',
					value: 'accessToken',
					description: 'Only where the shop allows integration tokens as bearer tokens',
				},
				{ name: 'OAuth1', value: 'oAuth1', description: 'The four keys of an integration' },
			],
			default: 'oAuth1',
			displayOptions: { show: { store: ['magento'] } },
		},
	];
}

/** One credential per store and way to sign in. */
export function storeAccessCredentials(): INodeCredentialDescription[] {
	return [
		credential('shopifyAccessTokenApi', 'shopify', { shopifyAuthentication: ['accessToken'] }),
		credential('shopifyClientCredentialsApi', 'shopify', {
			shopifyAuthentication: ['clientCredentials'],
		}),
		credential('wooCommerceRestApi', 'wooCommerce'),
		credential('magento2Api', 'magento', { magentoAuthentication: ['accessToken'] }),
		credential('magentoOAuth1Api', 'magento', { magentoAuthentication: ['oAuth1'] }),
	];
}

function credential(
	name: string,
	store: string,
	more: Readonly<Record<string, string[]>> = {},
): INodeCredentialDescription {
	return { name, required: true, displayOptions: { show: { store: [store], ...more } } };
}
