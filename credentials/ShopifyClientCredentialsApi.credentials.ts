import type {
	Icon,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	IHttpRequestHelper,
	INodeProperties,
} from 'n8n-workflow';

const SUBDOMAIN = /^[a-z0-9][a-z0-9-]*$/;

/** Reads the body of a good answer, and of one that says what is wrong. */
interface TokenAnswer {
	readonly access_token?: unknown;
}

/**
 * An app of Shopify's Dev Dashboard in a shop of the same organisation. Its client id and secret are
 * exchanged for an access token that lasts a day; n8n asks for another one when Shopify answers 401.
 */
export class ShopifyClientCredentialsApi implements ICredentialType {
	name = 'shopifyClientCredentialsApi';

	displayName = 'Shopify Client Credentials API';

	icon: Icon = {
		light: 'file:shopifyClientCredentialsApi.svg',
		dark: 'file:shopifyClientCredentialsApi.dark.svg',
	};

	documentationUrl = 'https://github.com/affiliate-loop/n8n-nodes-affiliate-loop#credentials';

	properties: INodeProperties[] = [
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
		{
			displayName: 'Shop Subdomain',
			name: 'shopSubdomain',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. my-shop',
			description: "The part of the shop's address before .myshopify.com",
		},
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			required: true,
			default: '',
			description: 'From the settings of the app in the Dev Dashboard of Shopify',
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				'From the settings of the app in the Dev Dashboard of Shopify. Shopify signs webhooks of the app with it, too.',
		},
	];

	/** Called when there is no access token yet, or Shopify no longer takes it. */
	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<{ accessToken: string }> {
		const answer = (await this.helpers.httpRequest({
			method: 'POST',
			url: `${adminUrl(credentials['shopSubdomain'])}/admin/oauth/access_token`,
			headers: {
				accept: 'application/json',
				'content-type': 'application/x-www-form-urlencoded',
			},
			body: new URLSearchParams({
				grant_type: 'client_credentials',
				client_id: text(credentials['clientId']),
				client_secret: text(credentials['clientSecret']),
			}).toString(),
			json: true,
			timeout: 30_000,
			// The secret is in the body, and would be sent on.
			disableFollowRedirect: true,
		})) as TokenAnswer;
		const token = answer?.access_token;
		if (typeof token === 'string' && token !== '') return { accessToken: token };
		throw new Error(
			'Shopify gave no access token. App and shop must belong to the same organisation, and the app must be installed in the shop.',
		);
	}

	/** Without expressions, which n8n does not evaluate when a trigger reads in the background. */
	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> =>
		await Promise.resolve({
			...requestOptions,
			headers: {
				...requestOptions.headers,
				'X-Shopify-Access-Token': text(credentials['accessToken']),
			},
		});

	test: ICredentialTestRequest = {
		request: {
			disableFollowRedirect: true,
			method: 'POST',
			baseURL:
				'=https://{{$credentials.shopSubdomain.trim().toLowerCase().replace(".myshopify.com", "").replace(/[^a-z0-9-]/g, "")}}.myshopify.com',
			url: '/admin/api/2026-07/graphql.json',
			body: { query: '{ shop { name } }' },
		},
	};
}

/** Only ever an address of Shopify's, so that the secret goes nowhere else. */
function adminUrl(subdomain: unknown): string {
	const name = text(subdomain)
		.trim()
		.toLowerCase()
		.replace(/\.myshopify\.com$/, '');
	if (!SUBDOMAIN.test(name)) {
		throw new Error("The shop subdomain is the part before '.myshopify.com', such as 'my-shop'.");
	}
	return `https://${name}.myshopify.com`;
}

function text(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
