import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

/**
 * A merchant's login of Post Affiliate Pro. Its API has no key to send: each run opens a session. The
 * node tests it, because a wrong password is answered with 200.
 */
// eslint-disable-next-line @n8n/community-nodes/credential-test-required -- Affiliate Platform tests it
export class PostAffiliateProApi implements ICredentialType {
	name = 'postAffiliateProApi';

	displayName = 'Post Affiliate Pro API';

	icon: Icon = { light: 'file:postAffiliateProApi.svg', dark: 'file:postAffiliateProApi.dark.svg' };

	documentationUrl = 'https://support.qualityunit.com/712031-API';

	properties: INodeProperties[] = [
		{
			displayName: 'URL',
			name: 'url',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://example.postaffiliatepro.com',
			description: 'Address of the account with https, without /scripts',
		},
		{
			displayName: 'Sign In With',
			name: 'signIn',
			type: 'options',
			options: [
				{ name: 'API Token', value: 'authToken' },
				{ name: 'User Name and Password', value: 'password' },
			],
			default: 'password',
			description: 'API tokens need version 5.8 or later',
		},
		{
			displayName: 'User Name',
			name: 'username',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'name@email.com',
			displayOptions: { show: { signIn: ['password'] } },
			description: 'Of a merchant who may read and write affiliates, transactions and payouts',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			displayOptions: { show: { signIn: ['password'] } },
		},
		{
			displayName: 'API Token',
			name: 'authToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			displayOptions: { show: { signIn: ['authToken'] } },
			description: "Token of such a merchant, made in the merchant's profile",
		},
		{
			displayName: 'Currency',
			name: 'currency',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. EUR',
			description:
				"ISO 4217 code of the account's default currency; Post Affiliate Pro gives amounts without one",
		},
		{
			displayName: 'Time Zone',
			name: 'timeZone',
			type: 'string',
			default: 'America/Los_Angeles',
			placeholder: 'e.g. Europe/Berlin',
			description: "Zone of the server's clock, in which all dates of the account are",
		},
	];
}
