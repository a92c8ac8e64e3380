import axios from 'axios';
import { createHmac, randomBytes } from 'node:crypto';

/** A WooCommerce shop as its webhooks show it. */
export interface WooSender {
	readonly url: string;
	readonly site: string;
	readonly secret: string;
}

export interface WooDelivery {
	readonly topic: 'order.created' | 'order.updated' | 'order.deleted' | 'order.restored';
	readonly body: unknown;
	readonly wrongSecret?: boolean;
}

const AGENT = 'WooCommerce/10.3.0 Hookshot (WordPress/6.8)';
const QUIET = { maxRedirects: 0, proxy: false, validateStatus: () => true } as const;

/** What WooCommerce sends when a webhook is saved: a form, without topic and signature. */
export async function pingWoo({ url }: Pick<WooSender, 'url'>): Promise<number> {
	const headers = {
		'content-type': 'application/x-www-form-urlencoded',
		'user-agent': AGENT,
	};
	return (await axios.post(url, 'webhook_id=7', { headers, ...QUIET })).status;
}

/** Sends a webhook as WooCommerce does: signed over the raw body. */
export async function deliverWoo(sender: WooSender, delivery: WooDelivery): Promise<number> {
	const body = Buffer.from(JSON.stringify(delivery.body));
	const secret = delivery.wrongSecret === true ? 'not-the-secret' : sender.secret;
	const [resource, event] = delivery.topic.split('.');
	const headers = {
		'content-type': 'application/json',
		'user-agent': AGENT,
		'x-wc-webhook-source': `${sender.site}/`,
		'x-wc-webhook-topic': delivery.topic,
		'x-wc-webhook-resource': resource,
		'x-wc-webhook-event': event,
		'x-wc-webhook-signature': createHmac('sha256', secret).update(body).digest('base64'),
		'x-wc-webhook-id': '7',
		'x-wc-webhook-delivery-id': randomBytes(16).toString('hex'),
	};
	return (await axios.post(sender.url, body, { headers, ...QUIET })).status;
}
