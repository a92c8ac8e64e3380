import { cut, pageAsked, type Listed, type Parameters } from './parameters.ts';
import type { SimulatedWebhook, WooShop } from './shop.ts';
import { invalidId, missingParameters, WooError } from './woo-error.ts';

const TOPIC = /^(order|product|coupon|customer)\.(created|updated|deleted|restored)$|^action\.\w+$/;

const STATUSES = ['active', 'paused', 'disabled'];

export function listWebhooks(shop: WooShop, parameters: Parameters): Listed {
	parameters.choice('orderby', ['date', 'id', 'title'], 'date');
	const status = parameters.choice('status', ['all', 'active', 'paused', 'disabled'], 'all');
	const rows = shop.webhooks.filter((webhook) => status === 'all' || webhook.status === status);
	return cut(rows.map(shown), pageAsked(parameters));
}

export function createWebhook(shop: WooShop, body: unknown): Record<string, unknown> {
	const input = (body ?? {}) as Partial<SimulatedWebhook>;
	const missing = (['topic', 'delivery_url'] as const).filter((name) => input[name] === undefined);
	if (missing.length > 0) throw missingParameters(missing);
	const webhook: SimulatedWebhook = {
		id: shop.nextId(),
		name: input.name ?? `Webhook created on ${shop.now}`,
		status: 'active',
		topic: '',
		delivery_url: '',
		secret: 'made by the shop',
		failures: 0,
	};
	change(webhook, input);
	shop.webhooks.push(webhook);
	return shown(webhook);
}

export function saveWebhook(shop: WooShop, id: string, body: unknown): Record<string, unknown> {
	const webhook = webhookOf(shop, id, 400);
	change(webhook, (body ?? {}) as Partial<SimulatedWebhook>);
	return shown(webhook);
}

export function deleteWebhook(
	shop: WooShop,
	id: string,
	parameters: Parameters,
): Record<string, unknown> {
	if (!parameters.flag('force')) {
		throw new WooError(
			'woocommerce_rest_trash_not_supported',
			'Webhooks do not support trashing.',
			501,
		);
	}
	const webhook = webhookOf(shop, id, 404);
	shop.webhooks.splice(shop.webhooks.indexOf(webhook), 1);
	return shown(webhook);
}

function webhookOf(shop: WooShop, id: string, status: number): SimulatedWebhook {
	const webhook = shop.webhooks.find((candidate) => candidate.id === Number(id));
	if (webhook === undefined) throw invalidId('shop_webhook', status);
	return webhook;
}

function change(webhook: SimulatedWebhook, input: Partial<SimulatedWebhook>): void {
	const { topic, delivery_url: url, status, secret, name } = input;
	if (topic !== undefined && !TOPIC.test(topic)) {
		throw refused('topic', 'Webhook topic is required and must be valid.');
	}
	if (url !== undefined && !/^https?:\/\//.test(url)) {
		throw refused(
			'delivery_url',
			'Webhook delivery URL must be a valid URL starting with http:// or https://.',
		);
	}
	if (status !== undefined && !STATUSES.includes(status)) {
		throw refused('status', 'Webhook status must be valid.');
	}
	if (topic !== undefined) webhook.topic = topic;
	if (url !== undefined) webhook.delivery_url = url;
	if (status !== undefined) webhook.status = status;
	if (name !== undefined) webhook.name = name;
	if (secret !== undefined && secret !== '') webhook.secret = secret;
}

function refused(field: string, message: string): WooError {
	return new WooError(`woocommerce_rest_shop_webhook_invalid_${field}`, message, 400);
}

function shown({ secret: _, failures: __, ...webhook }: SimulatedWebhook): Record<string, unknown> {
	return webhook;
}
