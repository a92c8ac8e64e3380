import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

/** The four keys of a Magento integration. Requests are signed with them by the nodes that use it. */
// eslint-disable-next-line @n8n/community-nodes/credential-test-required -- signed by the nodes, which test it
export class MagentoOAuth1Api implements ICredentialType {
	name = 'magentoOAuth1Api';

	displayName = 'Magento OAuth1 API';

	icon: Icon = { light: 'file:magentoOAuth1Api.svg', dark: 'file:magentoOAuth1Api.dark.svg' };

	documentationUrl =
		'https://developer.adobe.com/commerce/webapi/get-started/authentication/gs-authentication-oauth/';

	properties: INodeProperties[] = [
		{
			displayName: 'Host',
			name: 'host',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://shop.example.com',
			description: 'Address of the store, without /rest',
		},
		{
			displayName: 'Consumer Key',
			name: 'consumerKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'All four values are shown under System > Extensions > Integrations when the integration is activated',
		},
		{
			displayName: 'Consumer Secret',
			name: 'consumerSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
		},
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
		},
		{
			displayName: 'Access Token Secret',
			name: 'accessTokenSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
		},
	];
}
