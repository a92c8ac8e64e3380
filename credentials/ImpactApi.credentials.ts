import type {
	ICredentialDataDecryptedObject,
	IHttpRequestOptions,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

/** Account SID and auth token of a brand on impact.com. */
export class ImpactApi implements ICredentialType {
	name = 'impactApi';

	displayName = 'Impact API';

	icon: Icon = { light: 'file:impactApi.svg', dark: 'file:impactApi.dark.svg' };

	documentationUrl = 'https://integrations.impact.com/';

	properties: INodeProperties[] = [
		{
			displayName: 'Account SID',
			name: 'accountSid',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. IRabc123…',
			description: 'Shown in Impact under Settings > API',
		},
		{
			displayName: 'Auth Token',
			name: 'authToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'Shown beside the account SID; one with scopes must include what you use',
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
				username: String(credentials['accountSid'] ?? '').trim(),
				password: String(credentials['authToken'] ?? '').trim(),
			},
		});

	test: ICredentialTestRequest = {
		request: {
			disableFollowRedirect: true,
			baseURL: 'https://api.impact.com',
			url: '=/Advertisers/{{$credentials.accountSid.trim()}}/Campaigns',
			headers: { accept: 'application/json', 'IR-Version': '14' },
		},
	};
}
