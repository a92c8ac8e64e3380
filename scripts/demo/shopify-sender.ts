import axios from 'axios';
import { createHmac, randomUUID } from 'node:crypto';

/** A shop as Shopify's webhooks show it: its domain and the secret they are signed with. */
export interface ShopifySender {
	readonly shop: string;
	readonly secret: string;
}

export interface Delivery {
	readonly url: string;
	readonly topic: string;
	readonly body: unknown;
	/** A new one by default; the same one again is a redelivery. */
	readonly deliveryId?: string;
	/** Signs with another secret, as somebody who does not know it would. */
	readonly wrongSecret?: boolean;
}

/** Sends a webhook as Shopify does: signed over the raw body, redirects not followed. */
export async function deliver(sender: ShopifySender, delivery: Delivery): Promise<number> {
	const body = Buffer.from(JSON.stringify(delivery.body));
	const secret = delivery.wrongSecret === true ? 'not-the-secret' : sender.secret;
	const answer = await axios.post(delivery.url, body, {
		headers: {
			'content-type': 'application/json',
			'x-shopify-topic': delivery.topic,
			'x-shopify-shop-domain': sender.shop,
			'x-shopify-webhook-id': delivery.deliveryId ?? randomUUID(),
			'x-shopify-api-version': '2026-07',
			'x-shopify-hmac-sha256': createHmac('sha256', secret).update(body).digest('base64'),
		},
		maxRedirects: 0,
		proxy: false,
		timeout: 10_000,
		validateStatus: () => true,
	});
	return answer.status;
}
