import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

const ON_POSTGRES = { show: { kind: ['postgres'] } };
const EMBEDDED = { show: { kind: ['embedded'] } };

/** Names a workspace, says where it is kept and holds the key for its personal data. */
export class AffiliateStoreApi implements ICredentialType {
	name = 'affiliateStoreApi';

	displayName = 'Affiliate Store API';

	icon: Icon = { light: 'file:affiliateStore.svg', dark: 'file:affiliateStore.dark.svg' };

	documentationUrl = 'https://github.com/affiliate-loop/n8n-nodes-affiliate-loop#credentials';

	properties: INodeProperties[] = [
		{
			displayName: 'Workspace',
			name: 'workspace',
			type: 'string',
			default: 'default',
			required: true,
			placeholder: 'e.g. acme-shop',
			description:
				'Keeps the data of one merchant apart from all others. Use 1 to 40 lower-case letters, digits, dashes or underscores.',
		},
		{
			displayName: 'Kind',
			name: 'kind',
			type: 'options',
			options: [
				{
					name: 'Embedded File',
					value: 'embedded',
					description: 'A file on the machine that n8n runs on; nothing to set up',
				},
				{
					name: 'PostgreSQL',
					value: 'postgres',
					description: 'For n8n on several machines; each workspace gets a schema of its own',
				},
			],
			default: 'embedded',
			description: 'Where the workspace is kept',
		},
		{
			displayName: 'Folder',
			name: 'folder',
			type: 'string',
			default: '',
			placeholder: 'e.g. /data/affiliate-loop',
			description:
				"Folder of the file on the machine that n8n runs on. Leave empty for 'affiliate-loop' in n8n's own data folder.",
			displayOptions: EMBEDDED,
		},
		{
			displayName: 'Host',
			name: 'host',
			type: 'string',
			default: 'localhost',
			required: true,
			displayOptions: ON_POSTGRES,
		},
		{
			displayName: 'Port',
			name: 'port',
			type: 'number',
			default: 5432,
			displayOptions: ON_POSTGRES,
		},
		{
			displayName: 'Database',
			name: 'database',
			type: 'string',
			default: 'postgres',
			required: true,
			displayOptions: ON_POSTGRES,
		},
		{
			displayName: 'User',
			name: 'user',
			type: 'string',
			default: 'postgres',
			required: true,
			description: 'Needs the right to create a schema in the database',
			displayOptions: ON_POSTGRES,
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			displayOptions: ON_POSTGRES,
		},
		{
			displayName: 'SSL',
			name: 'ssl',
			type: 'boolean',
			default: false,
			description: 'Whether to connect over SSL and check the certificate of the server',
			displayOptions: ON_POSTGRES,
		},
		// eslint-disable-next-line @n8n/community-nodes/credential-unnecessary-password -- it is a secret
		{
			displayName: 'Data Key',
			name: 'dataKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Encrypts personal data. Leave empty to have a key made and kept beside the file. It cannot be changed later: keep a copy, because without it the personal data is lost.',
			hint: '32 random bytes as hex or base64, or a passphrase of at least 16 characters',
			displayOptions: EMBEDDED,
		},
		// eslint-disable-next-line @n8n/community-nodes/credential-unnecessary-password -- it is a secret
		{
			displayName: 'Data Key',
			name: 'dataKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'Encrypts personal data. It cannot be changed later: keep a copy, because without it the personal data is lost.',
			hint: '32 random bytes as hex or base64, or a passphrase of at least 16 characters',
			displayOptions: ON_POSTGRES,
		},
	];
}
