import { z } from 'zod/v4';
import { AffiliateError } from '../../kernel';
import type { WooClient } from './client';
import { failureError } from './describe-failure';
import { idField } from './schema';

/** What the orders of a programme need; payments, refunds and cancellations are updates. */
export const ORDER_WEBHOOK_TOPICS = ['order.created', 'order.updated', 'order.restored'] as const;

export interface WebhooksWanted {
	readonly deliveryUrl: string;
	/**
	 * What deliveries are signed with. WordPress decodes entities in it, so it must be without `&`, `<`,
	 * `>` and quotes; 64 hex digits are best.
	 */
	readonly secret: string;
	readonly topics: readonly string[];
	/** Whether to set the secret of webhooks that are there anew: the shop does not tell what it is. */
	readonly renewSecret?: boolean;
}

/** Topics, by what was done. */
export interface EnsuredWebhooks {
	/** Not there before. */
	readonly created: readonly string[];
	/** Switched off by WooCommerce after failed deliveries, or by somebody. Events were lost meanwhile. */
	readonly reenabled: readonly string[];
	readonly kept: readonly string[];
	/** Paused by a person, which WooCommerce never does; left as they are. */
	readonly paused: readonly string[];
}

const webhookSchema = z.object({
	id: idField,
	status: z.string(),
	topic: z.string(),
	delivery_url: z.string(),
});

type Webhook = z.output<typeof webhookSchema>;

const PAGE_SIZE = 100;

/** More than any shop has; stops one that counts wrong. */
const MOST_PAGES = 50;

/**
 * Makes sure that an address gets every topic. WooCommerce does not try again when a delivery fails
 * and switches a webhook off without a word after a handful in a row; so call this now and then, and
 * when something was created or switched on again, read the orders that changed since. Throws
 * `invalid_input` for an address or secret that cannot work, `vendor_unavailable` or `vendor_refused`.
 */
export async function ensureWebhooks(
	client: WooClient,
	wanted: WebhooksWanted,
): Promise<EnsuredWebhooks> {
	requireUrl(wanted.deliveryUrl);
	requireSecret(wanted.secret);
	const present = await webhooksTo(client, wanted.deliveryUrl);
	const done = { created: [], reenabled: [], kept: [], paused: [] } as Record<
		keyof EnsuredWebhooks,
		string[]
	>;
	for (const topic of new Set(wanted.topics.map((name) => name.trim().toLowerCase()))) {
		done[await ensureTopic(client, topic, present, wanted)].push(topic);
	}
	return done;
}

/**
 * Deletes the webhooks to an address, whatever their topic, and no others; gives how many. One that is
 * gone already is fine. Throws `vendor_unavailable` or `vendor_refused`.
 */
export async function deleteWebhooks(client: WooClient, deliveryUrl: string): Promise<number> {
	const ours = await webhooksTo(client, deliveryUrl);
	for (const { id } of ours) {
		const answer = await client.call(
			{
				method: 'DELETE',
				path: `/webhooks/${id}`,
				query: { force: 'true' },
				safety: 'repeatable',
			},
			z.unknown(),
		);
		const isGone = !answer.ok && answer.failure.code.endsWith('_invalid_id');
		if (!answer.ok && !isGone) throw failureError(answer.failure, [deliveryUrl]);
	}
	return ours.length;
}

async function ensureTopic(
	client: WooClient,
	topic: string,
	present: readonly Webhook[],
	{ deliveryUrl, secret, renewSecret = false }: WebhooksWanted,
): Promise<keyof EnsuredWebhooks> {
	const same = present.filter((webhook) => webhook.topic === topic);
	const webhook = same.find(({ status }) => status === 'active') ?? same[0];
	if (webhook === undefined) {
		const name = `Affiliate Loop: ${topic}`;
		const body = { name, topic, delivery_url: deliveryUrl, secret, status: 'active' };
		// Nothing keeps a second one out; the next call sees whether the first is there.
		await write(client, 'POST', '/webhooks', body, 'once', [deliveryUrl, secret]);
		return 'created';
	}
	const path = `/webhooks/${webhook.id}`;
	if (webhook.status === 'disabled') {
		const body = { status: 'active', secret };
		await write(client, 'PUT', path, body, 'repeatable', [deliveryUrl, secret]);
		return 'reenabled';
	}
	if (renewSecret) {
		await write(client, 'PUT', path, { secret }, 'repeatable', [deliveryUrl, secret]);
	}
	return webhook.status === 'paused' ? 'paused' : 'kept';
}

async function write(
	client: WooClient,
	method: 'POST' | 'PUT',
	path: string,
	body: Readonly<Record<string, string>>,
	safety: 'once' | 'repeatable',
	sentValues: readonly string[],
): Promise<void> {
	const answer = await client.call({ method, path, body, safety }, webhookSchema);
	if (!answer.ok) throw failureError(answer.failure, sentValues);
}

async function webhooksTo(client: WooClient, deliveryUrl: string): Promise<readonly Webhook[]> {
	const webhooks: Webhook[] = [];
	for (let page = 1; page <= MOST_PAGES; page += 1) {
		const { value, pages } = await client.read(
			'/webhooks',
			{ status: 'all', per_page: String(PAGE_SIZE), page: String(page), orderby: 'id' },
			z.array(webhookSchema),
		);
		webhooks.push(...value.filter((webhook) => webhook.delivery_url === deliveryUrl));
		const isLast = pages === null ? value.length < PAGE_SIZE : page >= pages;
		if (isLast) break;
	}
	return webhooks;
}

function requireUrl(deliveryUrl: string): void {
	const url = URL.canParse(deliveryUrl) ? new URL(deliveryUrl) : null;
	if (url !== null && (url.protocol === 'https:' || url.protocol === 'http:')) return;
	throw new AffiliateError('The address that webhooks are to go to is not a web address', {
		code: 'invalid_input',
		path: 'deliveryUrl',
		hint: 'Set the public web address of n8n (WEBHOOK_URL); the shop refuses private addresses.',
	});
}

function requireSecret(secret: string): void {
	if (secret.length >= 16 && !/[&<>"'\s]/.test(secret)) return;
	throw new AffiliateError('The webhook secret is too short or has characters that do not last', {
		code: 'invalid_input',
		path: 'secret',
		hint: 'Use at least 16 characters without &, <, >, quotes and space, such as 64 hex digits.',
	});
}
