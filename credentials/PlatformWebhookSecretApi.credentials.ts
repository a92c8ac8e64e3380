import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

/** What events of an affiliate platform are known by. It is never sent anywhere but to that platform. */
export class PlatformWebhookSecretApi implements ICredentialType {
	name = 'platformWebhookSecretApi';

	displayName = 'Platform Webhook Secret API';

	icon: Icon = {
		light: 'file:platformWebhookSecretApi.svg',
		dark: 'file:platformWebhookSecretApi.dark.svg',
	};

	documentationUrl = 'https://github.com/affiliate-loop/n8n-nodes-affiliate-loop#readme';

	properties: INodeProperties[] = [
		{
			displayName: 'Secret',
			name: 'secret',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				'Refersion: the signing secret under Account > Settings > Webhooks. Other platforms sign nothing: 16 or more random letters and digits of your own choosing, which become part of the address (token=…).',
		},
		{
			displayName: 'Previous Secret',
			name: 'previousSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Still accepted while you change the secret. Empty it again when the platform uses the new one.',
		},
	];
}
