import { createHmac } from 'node:crypto';
import type { SimulatedRecord, SimulatedWebhook, WooShop } from './shop.ts';

/**
 * Sends an order to every active webhook of a topic, signed; never again when that fails. After the
 * sixth failure in a row the next one switches the webhook off. Gives the statuses; 0 for no answer.
 */
export async function deliverWebhooks(
	shop: WooShop,
	topic: string,
	record: SimulatedRecord,
	source: string,
): Promise<readonly number[]> {
	const statuses: number[] = [];
	for (const webhook of shop.webhooks) {
		if (webhook.topic !== topic || webhook.status !== 'active') continue;
		const status = await deliver(webhook, record, source);
		countFailure(webhook, status >= 200 && status <= 302);
		statuses.push(status);
	}
	return statuses;
}

async function deliver(
	webhook: SimulatedWebhook,
	record: SimulatedRecord,
	source: string,
): Promise<number> {
	const [resource = '', event = ''] = webhook.topic.split('.');
	const body = JSON.stringify(event === 'deleted' ? { id: record.id } : record);
	try {
		const answer = await fetch(webhook.delivery_url, {
			method: 'POST',
			redirect: 'manual',
			headers: {
				'content-type': 'application/json',
				'user-agent': 'WooCommerce/10.3.0 Hookshot (WordPress/6.8)',
				'x-wc-webhook-source': `${source}/`,
				'x-wc-webhook-topic': webhook.topic,
				'x-wc-webhook-resource': resource,
				'x-wc-webhook-event': event,
				'x-wc-webhook-signature': createHmac('sha256', webhook.secret)
					.update(body)
					.digest('base64'),
				'x-wc-webhook-id': String(webhook.id),
				'x-wc-webhook-delivery-id': createHmac('md5', 'delivery')
					.update(`${webhook.id} ${Math.floor(Date.now() / 1_000)}`)
					.digest('hex'),
			},
			body,
		});
		return answer.status;
	} catch {
		return 0;
	}
}

function countFailure(webhook: SimulatedWebhook, isGood: boolean): void {
	if (isGood) webhook.failures = 0;
	else if (webhook.failures > 5) webhook.status = 'disabled';
	else webhook.failures += 1;
}
