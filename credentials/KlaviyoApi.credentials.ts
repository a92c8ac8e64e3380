import type {
	IAuthenticateGeneric,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

/** Date of the API that the key is checked with and that requests speak. */
const REVISION = '2026-07-15';

/** A private API key of a Klaviyo account. */
export class KlaviyoApi implements ICredentialType {
	name = 'klaviyoApi';

	displayName = 'Klaviyo API';

	icon: Icon = { light: 'file:klaviyoApi.svg', dark: 'file:klaviyoApi.dark.svg' };

	documentationUrl = 'https://developers.klaviyo.com/en/docs/authenticate_';

	properties: INodeProperties[] = [
		{
			displayName: 'Private API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. pk_…',
			description:
				'Made under Settings > API Keys. It needs full access to Profiles, Events, Lists and Subscriptions, and read access to Accounts, Metrics and Segments; full access to Data Privacy for erasure.',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: {
			headers: {
				Authorization: '=Klaviyo-API-Key {{$credentials.apiKey}}',
				revision: REVISION,
			},
		},
	};

	test: ICredentialTestRequest = {
		request: {
			disableFollowRedirect: true,
			baseURL: 'https://a.klaviyo.com',
			url: '/api/accounts',
			headers: { accept: 'application/vnd.api+json' },
		},
	};
}
