import type {
	ICredentialDataDecryptedObject,
	IHttpRequestOptions,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

/** The pair of vendor API keys of a PartnerStack account, and the token of its tracking host. */
export class PartnerStackApi implements ICredentialType {
	name = 'partnerStackApi';

	displayName = 'PartnerStack API';

	icon: Icon = { light: 'file:partnerStackApi.svg', dark: 'file:partnerStackApi.dark.svg' };

	documentationUrl = 'https://docs.partnerstack.com/docs/partnerstack-api';

	properties: INodeProperties[] = [
		// eslint-disable-next-line @n8n/community-nodes/credential-unnecessary-password -- half of the secret
		{
			displayName: 'Public Key',
			name: 'publicKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. pk_…',
			description:
				'Shown in PartnerStack under Settings > Integrations > PartnerStack API Keys; test keys see test data only',
		},
		{
			displayName: 'Secret Key',
			name: 'secretKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. sk_…',
			description: 'Shown beside the public key',
		},
		{
			displayName: 'Tracking Token',
			name: 'trackingToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Token of server-to-server tracking, a key of its own that PartnerStack support gives; customers with a click need it',
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
				username: String(credentials['publicKey'] ?? ''),
				password: String(credentials['secretKey'] ?? ''),
			},
		});

	test: ICredentialTestRequest = {
		request: {
			disableFollowRedirect: true,
			baseURL: 'https://api.partnerstack.com/api/v2',
			url: '/partnerships',
			qs: { limit: 1 },
		},
	};
}
