import type {
	ICredentialDataDecryptedObject,
	IHttpRequestOptions,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

/** An API key of a Tapfiliate account. n8n's own type has no test, and its node writes no conversions. */
export class TapfiliateRestApi implements ICredentialType {
	name = 'tapfiliateRestApi';

	displayName = 'Tapfiliate REST API';

	icon: Icon = { light: 'file:tapfiliateRestApi.svg', dark: 'file:tapfiliateRestApi.dark.svg' };

	documentationUrl = 'https://tapfiliate.com/docs/rest/';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'Shown in Tapfiliate under Profile Settings > API Key; it opens the whole account',
		},
	];

	/** Without expressions, which n8n does not evaluate when a trigger reads in the background. */
	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> =>
		await Promise.resolve({
			...requestOptions,
			headers: { ...requestOptions.headers, 'X-Api-Key': String(credentials['apiKey'] ?? '') },
		});

	test: ICredentialTestRequest = {
		request: {
			disableFollowRedirect: true,
			baseURL: 'https://api.tapfiliate.com/1.6',
			url: '/programs/',
			headers: { accept: 'application/json' },
		},
	};
}
