import { z } from 'zod/v4';
import type { ShopifyClient } from './client';
import { connectionPage, nextCursor } from './connection-page';
import { failureError } from './describe-failure';
import { CREATE_WEBHOOK, DELETE_WEBHOOK, LIST_WEBHOOKS } from './documents';
import { mutate } from './mutate';
import { readAnswer } from './read-answer';
import { failedOutcome, payload, type WriteOutcome } from './write-outcome';

export interface WebhookSubscription {
	/** Global id. */
	readonly id: string;
	/** Such as `ORDERS_PAID`. */
	readonly topic: string;
	readonly uri: string;
	/** Version of the bodies that are sent; the app's, which cannot be chosen per subscription. */
	readonly apiVersion: string;
	/** Whether it sends every event, and the whole record. */
	readonly isWhole: boolean;
}

const subscriptionSchema = z.object({
	id: z.string(),
	topic: z.string(),
	uri: z.string(),
	filter: z.string().nullish(),
	includeFields: z.array(z.string()).nullish(),
	apiVersion: z.object({ handle: z.string() }),
});

const pageSchema = z.object({ webhookSubscriptions: connectionPage(subscriptionSchema) });

const createdSchema = payload({ webhookSubscription: subscriptionSchema.nullable() });

const deletedSchema = payload({ deletedWebhookSubscriptionId: z.string().nullable() });

const PAGE_SIZE = 100;

/**
 * Subscriptions that this app made by the API in this shop; those of its configuration file are not
 * among them. Throws like `readAnswer`.
 */
export async function listWebhooks(client: ShopifyClient): Promise<readonly WebhookSubscription[]> {
	const webhooks: WebhookSubscription[] = [];
	let after: string | null = null;
	do {
		const variables: { first: number; after: string | null } = { first: PAGE_SIZE, after };
		const { data } = await readAnswer(client, LIST_WEBHOOKS, variables, pageSchema);
		webhooks.push(...data.webhookSubscriptions.nodes.map(subscriptionOf));
		after = nextCursor(data.webhookSubscriptions.pageInfo);
	} while (after !== null);
	return webhooks;
}

export type CreateWebhookResult =
	| { readonly outcome: 'created'; readonly webhook: WebhookSubscription }
	/** Somebody made it in the meantime. */
	| { readonly outcome: 'taken' }
	| { readonly outcome: 'refused'; readonly why: WriteOutcome };

export async function createWebhook(
	client: ShopifyClient,
	topic: string,
	uri: string,
): Promise<CreateWebhookResult> {
	const result = await mutate(
		client,
		CREATE_WEBHOOK,
		{ topic, webhook: { uri, format: 'JSON' } },
		'webhookSubscriptionCreate',
		createdSchema,
	);
	if (result.ok && result.payload.webhookSubscription !== null) {
		return { outcome: 'created', webhook: subscriptionOf(result.payload.webhookSubscription) };
	}
	if (result.ok) return { outcome: 'taken' };
	if (/already been taken/i.test(result.failure.message)) return { outcome: 'taken' };
	return { outcome: 'refused', why: failedOutcome(result.failure, null, [uri]) };
}

/**
 * Deletes the subscriptions to an address, whatever their topic, and no others. Gives their topics.
 * One that is gone already is fine. Throws like `readAnswer`.
 */
export async function deleteWebhooks(
	client: ShopifyClient,
	uri: string,
): Promise<readonly string[]> {
	const ours = (await listWebhooks(client)).filter((webhook) => webhook.uri === uri);
	for (const { id } of ours) {
		const variables = { id };
		const result = await mutate(
			client,
			DELETE_WEBHOOK,
			variables,
			'webhookSubscriptionDelete',
			deletedSchema,
		);
		const isGone = !result.ok && /does not exist|not found/i.test(result.failure.message);
		if (!result.ok && !isGone) throw failureError(result.failure, [uri]);
	}
	return ours.map(({ topic }) => topic).sort();
}

function subscriptionOf(source: z.output<typeof subscriptionSchema>): WebhookSubscription {
	const { id, topic, uri, filter, includeFields, apiVersion } = source;
	const isWhole = (filter ?? '') === '' && (includeFields ?? []).length === 0;
	return { id, topic, uri, apiVersion: apiVersion.handle, isWhole };
}
