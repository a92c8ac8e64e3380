import type {
	ICredentialDataDecryptedObject,
	IHttpRequestOptions,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

/** An API key of an Affise tenant, which has an address of its own. */
export class AffiseApi implements ICredentialType {
	name = 'affiseApi';

	displayName = 'Affise API';

	icon: Icon = { light: 'file:affiseApi.svg', dark: 'file:affiseApi.dark.svg' };

	documentationUrl = 'https://help-center.affise.com/en/articles/6463675-start-with-api-networks';

	properties: INodeProperties[] = [
		{
			displayName: 'URL',
			name: 'url',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://api-company.affise.com',
			description: 'Address of the API, shown under Settings > Tracking domains',
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'Shown in the profile of an administrator in Affise',
		},
		{
			displayName: 'Tracking Domain',
			name: 'trackingUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://company.g2afse.com',
			description: 'Where links and clicks go; without it links cannot be built',
		},
	];

	/** Without expressions, which n8n does not evaluate when a trigger reads in the background. */
	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> =>
		await Promise.resolve({
			...requestOptions,
			headers: { ...requestOptions.headers, 'API-Key': String(credentials['apiKey'] ?? '') },
		});

	test: ICredentialTestRequest = {
		request: {
			disableFollowRedirect: true,
			baseURL: '={{$credentials.url.trim().replace(/\\/+$/, "")}}',
			url: '/3.0/offers',
			qs: { limit: 1 },
		},
		rules: [
			{
				type: 'responseSuccessBody',
				properties: { key: 'status', value: 2, message: 'Affise refused the API key' },
			},
		],
	};
}
