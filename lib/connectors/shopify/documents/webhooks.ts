import { operation } from '../operation';

export const LIST_WEBHOOKS = operation(
	'ListWebhooks',
	`query ListWebhooks($first: Int!, $after: String) {
	webhookSubscriptions(first: $first, after: $after) {
		nodes { id topic uri filter includeFields apiVersion { handle } }
		pageInfo { hasNextPage endCursor }
	}
}`,
);

/** Shopify refuses a second subscription of one topic to one address, so it may be sent twice. */
export const CREATE_WEBHOOK = operation(
	'CreateWebhook',
	`mutation CreateWebhook($topic: WebhookSubscriptionTopic!, $webhook: WebhookSubscriptionInput!) {
	webhookSubscriptionCreate(topic: $topic, webhookSubscription: $webhook) {
		webhookSubscription { id topic uri filter includeFields apiVersion { handle } }
		userErrors { field message }
	}
}`,
);

export const DELETE_WEBHOOK = operation(
	'DeleteWebhook',
	`mutation DeleteWebhook($id: ID!) {
	webhookSubscriptionDelete(id: $id) {
		deletedWebhookSubscriptionId
		userErrors { field message }
	}
}`,
);
