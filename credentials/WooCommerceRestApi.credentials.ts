import type {
	ICredentialDataDecryptedObject,
	IHttpRequestOptions,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

/**
 * A REST API key of a WooCommerce shop, sent as Basic auth. n8n's own type fills `auth.user`, which
 * its HTTP helper does not read, so that the shop sees no user and refuses.
 */
export class WooCommerceRestApi implements ICredentialType {
	name = 'wooCommerceRestApi';

	displayName = 'WooCommerce REST API';

	icon: Icon = { light: 'file:wooCommerceRestApi.svg', dark: 'file:wooCommerceRestApi.dark.svg' };

	documentationUrl = 'https://woocommerce.com/document/woocommerce-rest-api/';

	properties: INodeProperties[] = [
		{
			displayName: 'URL',
			name: 'url',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://shop.example.com',
			description:
				'Address of the shop with https, and with the path of its WordPress if there is one; without /wp-json. It must be the final address: no redirection, such as from or to www.',
		},
		// eslint-disable-next-line @n8n/community-nodes/credential-unnecessary-password -- half of the secret
		{
			displayName: 'Consumer Key',
			name: 'consumerKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. ck_…',
			description:
				'Made in the shop under WooCommerce > Settings > Advanced > REST API, with the permission Read/Write, for an administrator or shop manager',
		},
		{
			displayName: 'Consumer Secret',
			name: 'consumerSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. cs_…',
			description: 'Shown together with the key, once',
		},
	];

	/** Without expressions, which n8n does not evaluate when a trigger reads in the background. */
	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> =>
		await Promise.resolve({
			...requestOptions,
			auth: {
				username: String(credentials['consumerKey'] ?? ''),
				password: String(credentials['consumerSecret'] ?? ''),
			},
		});

	test: ICredentialTestRequest = {
		request: {
			disableFollowRedirect: true,
			baseURL:
				'={{$credentials.url.trim().replace(/\\/wp-json(\\/.*)?$/i, "").replace(/\\/+$/, "")}}',
			url: '/wp-json/wc/v3/orders',
			qs: { per_page: 1, _fields: 'id' },
		},
	};
}
