import type {
	ICredentialDataDecryptedObject,
	Icon,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

/** The address of a catch hook, which is itself the secret, so that no workflow holds it. */
export class CatchHookApi implements ICredentialType {
	name = 'catchHookApi';

	displayName = 'Catch Hook API';

	icon: Icon = { light: 'file:catchHookApi.svg', dark: 'file:catchHookApi.dark.svg' };

	documentationUrl = 'https://github.com/affiliate-loop/n8n-nodes-affiliate-loop#readme';

	properties: INodeProperties[] = [
		{
			displayName: 'Service',
			name: 'service',
			type: 'options',
			options: [
				{ name: 'Make', value: 'make' },
				{ name: 'Other', value: 'other' },
				{ name: 'Pabbly Connect', value: 'pabbly' },
				{ name: 'Zapier', value: 'zapier' },
			],
			default: 'zapier',
			description: 'Whose hook it is: every service confirms and limits in its own way',
		},
		// eslint-disable-next-line @n8n/community-nodes/credential-unnecessary-password -- the address is the secret
		{
			displayName: 'Hook URL',
			name: 'url',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			placeholder: 'e.g. https://hooks.zapier.com/hooks/catch/…',
			description:
				'The address that the service shows for its webhook trigger. Whoever knows it can start the workflow behind it.',
		},
		{
			displayName: 'Signing Secret',
			name: 'signingSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Signs every request in the header X-Affiliate-Signature, for receivers that check it; 16 or more letters and digits. Zapier, Make and Pabbly Connect do not check it by themselves.',
		},
		{
			displayName: 'Make API Key',
			name: 'makeApiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			displayOptions: { show: { service: ['make'] } },
			description: 'Sent as x-make-apikey, where the webhook in Make asks for a key',
		},
	];

	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		const key = credentials.service === 'make' ? credentials.makeApiKey : '';
		if (typeof key !== 'string' || key.trim() === '') return request;
		return { ...request, headers: { ...request.headers, 'x-make-apikey': key.trim() } };
	};
}
