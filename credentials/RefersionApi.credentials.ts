import type {
	ICredentialDataDecryptedObject,
	IHttpRequestOptions,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

/** The pair of API keys of a Refersion account, and the key of its GraphQL. */
export class RefersionApi implements ICredentialType {
	name = 'refersionApi';

	displayName = 'Refersion API';

	icon: Icon = { light: 'file:refersionApi.svg', dark: 'file:refersionApi.dark.svg' };

	documentationUrl = 'https://www.refersion.dev/reference/welcome-to-refersion';

	properties: INodeProperties[] = [
		// eslint-disable-next-line @n8n/community-nodes/credential-unnecessary-password -- half of the secret
		{
			displayName: 'Public Key',
			name: 'publicKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. pub_…',
			description:
				'Shown in Refersion under Account > Settings > Refersion API; not every plan includes the API',
		},
		{
			displayName: 'Secret Key',
			name: 'secretKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. sec_…',
			description: 'Shown beside the public key',
		},
		// eslint-disable-next-line @n8n/community-nodes/credential-unnecessary-password -- a secret token
		{
			displayName: 'GraphQL Key',
			name: 'graphqlKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Access token of GraphQL, shown under Account > Settings > Refersion API > GraphQL; lists of conversions, commissions and offers need it, and cancellations after an adjustment',
		},
	];

	/** Without expressions, which n8n does not evaluate when a trigger reads in the background. */
	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> =>
		await Promise.resolve({
			...requestOptions,
			headers: {
				...requestOptions.headers,
				'Refersion-Public-Key': String(credentials['publicKey'] ?? ''),
				'Refersion-Secret-Key': String(credentials['secretKey'] ?? ''),
			},
		});

	test: ICredentialTestRequest = {
		request: {
			disableFollowRedirect: true,
			method: 'POST',
			baseURL: 'https://api.refersion.com/v2',
			url: '/affiliate/list',
			headers: { accept: 'application/json' },
			body: { limit: 1, page: 1 },
		},
	};
}
