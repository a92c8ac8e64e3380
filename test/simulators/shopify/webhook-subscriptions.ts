import type { Args } from './execute.ts';
import type { Shop, ShopRecord, SimulatedWebhook } from './shop.ts';
import { ShopifyError } from './shopify-error.ts';

const TOPICS: ReadonlySet<string> = new Set([
	'APP_UNINSTALLED',
	'CUSTOMERS_UPDATE',
	'DISPUTES_CREATE',
	'DISPUTES_UPDATE',
	'ORDERS_CANCELLED',
	'ORDERS_CREATE',
	'ORDERS_EDITED',
	'ORDERS_PAID',
	'ORDERS_UPDATED',
	'REFUNDS_CREATE',
]);

/** The version of webhook bodies is the app's, not the request's. */
const APP_VERSION = '2026-04';

export function createWebhook(shop: Shop, { topic, webhookSubscription }: Args): unknown {
	const name = String(topic);
	if (!TOPICS.has(name)) {
		throw new ShopifyError(
			'argumentLiteralsIncompatible',
			`Expected "${name}" to be one of the topics`,
		);
	}
	const input = webhookSubscription as ShopRecord;
	const uri = String(input['uri'] ?? '');
	const refuse = (message: string) => ({
		webhookSubscription: null,
		userErrors: [{ field: ['webhookSubscription', 'uri'], message }],
	});
	if (!uri.startsWith('https://')) return refuse('Address protocol http:// is not supported');
	const isTaken = [...shop.webhooks.values()].some(
		(webhook) => webhook.topic === name && webhook.uri === uri,
	);
	if (isTaken) return refuse('Address for this topic has already been taken');
	const webhook: SimulatedWebhook = {
		__typename: 'WebhookSubscription',
		id: shop.nextId('WebhookSubscription'),
		topic: name,
		uri,
		filter: typeof input['filter'] === 'string' ? input['filter'] : '',
		includeFields: Array.isArray(input['includeFields']) ? input['includeFields'].map(String) : [],
		apiVersion: { handle: APP_VERSION },
	};
	shop.webhooks.set(webhook.id, webhook);
	return { webhookSubscription: webhook, userErrors: [] };
}

export function deleteWebhook(shop: Shop, { id }: Args): unknown {
	const isThere = shop.webhooks.delete(String(id));
	return {
		deletedWebhookSubscriptionId: isThere ? id : null,
		userErrors: isThere ? [] : [{ field: ['id'], message: 'Webhook subscription does not exist' }],
	};
}
