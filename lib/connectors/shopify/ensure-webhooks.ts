import { AffiliateError } from '../../kernel';
import type { ShopifyClient } from './client';
import { createWebhook, listWebhooks, type WebhookSubscription } from './webhooks';
import type { WriteOutcome } from './write-outcome';

/** What the orders of a programme need. Those about disputes want a scope of their own. */
export const ORDER_TOPICS = [
	'ORDERS_CREATE',
	'ORDERS_PAID',
	'ORDERS_UPDATED',
	'ORDERS_CANCELLED',
	'REFUNDS_CREATE',
] as const;

export const DISPUTE_TOPICS = ['DISPUTES_CREATE', 'DISPUTES_UPDATE'] as const;

export interface EnsuredWebhooks {
	/** Made now: new, or deleted by Shopify after deliveries failed for hours. */
	readonly created: readonly WebhookSubscription[];
	/** There already; one that is not `isWhole` leaves out events or fields. */
	readonly kept: readonly WebhookSubscription[];
	/** Of the same topics but to other addresses; left alone. */
	readonly foreign: readonly WebhookSubscription[];
	/** Topics that Shopify did not take, such as one without its scope, each with why. */
	readonly refused: ReadonlyArray<{ readonly topic: string; readonly why: WriteOutcome }>;
}

/**
 * Makes sure that an address gets every topic, and changes nothing when it does. Topics as GraphQL
 * or as webhooks write them (`ORDERS_PAID`, `orders/paid`). When something had to be created again,
 * events were lost meanwhile: read the orders that changed since the last one. Throws
 * `invalid_input` for an address without https, which Shopify refuses, and like `readAnswer`.
 */
export async function ensureWebhooks(
	client: ShopifyClient,
	topics: readonly string[],
	uri: string,
): Promise<EnsuredWebhooks> {
	requireHttps(uri);
	const wanted = [...new Set(topics.map(topicName))];
	const listed = await listWebhooks(client);
	const sameTopic = listed.filter(({ topic }) => wanted.includes(topic));
	const kept = sameTopic.filter((webhook) => webhook.uri === uri);
	const created: WebhookSubscription[] = [];
	const taken: string[] = [];
	const refused: Array<{ topic: string; why: WriteOutcome }> = [];
	for (const topic of wanted) {
		if (kept.some((webhook) => webhook.topic === topic)) continue;
		const result = await createWebhook(client, topic, uri);
		if (result.outcome === 'created') created.push(result.webhook);
		else if (result.outcome === 'taken') taken.push(topic);
		else refused.push({ topic, why: result.why });
	}
	const late = taken.length === 0 ? [] : await listWebhooks(client);
	return {
		created,
		kept: [
			...kept,
			...late.filter((webhook) => webhook.uri === uri && taken.includes(webhook.topic)),
		],
		foreign: sameTopic.filter((webhook) => webhook.uri !== uri),
		refused,
	};
}

/** `orders/paid` is `ORDERS_PAID`. */
function topicName(topic: string): string {
	return topic
		.trim()
		.toUpperCase()
		.replace(/[^A-Z0-9]+/g, '_');
}

function requireHttps(uri: string): void {
	if (URL.canParse(uri) && new URL(uri).protocol === 'https:') return;
	throw new AffiliateError('Shopify sends webhooks to addresses with https:// only', {
		code: 'invalid_input',
		path: 'uri',
		hint: 'Set the public web address of n8n (WEBHOOK_URL) to one that begins with https://.',
	});
}
