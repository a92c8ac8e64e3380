import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

/** The secret that a store signs its webhooks with. It is never sent anywhere. */
export class StoreWebhookSecretApi implements ICredentialType {
	name = 'storeWebhookSecretApi';

	displayName = 'Store Webhook Secret API';

	icon: Icon = {
		light: 'file:storeWebhookSecretApi.svg',
		dark: 'file:storeWebhookSecretApi.dark.svg',
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
				"Shopify: the signing secret under Settings > Notifications > Webhooks, or your app's client secret when the app registers the webhooks (as a trigger connected to the store does). Stripe: the signing secret of the webhook endpoint, which begins with whsec_. WooCommerce and signed JSON: the secret you chose, of 16 or more letters and digits. Adobe Commerce: the public key under Stores > Configuration > Adobe Services > Webhooks.",
		},
		{
			displayName: 'Previous Secret',
			name: 'previousSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Still accepted while you change the secret. Empty it again when the store uses the new one.',
		},
	];
}
