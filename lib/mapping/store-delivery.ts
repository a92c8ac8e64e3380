import type { Instant } from '../kernel';

/** Stores whose signed webhooks are understood. */
export type WebhookPlatform = 'shopify' | 'woocommerce' | 'magento' | 'stripe' | 'generic';

/** Header values as node:http gives them, names in lower case. */
export type DeliveryHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * What a webhook says about itself. With Shopify and WooCommerce it stands in the headers, and only
 * the body is signed, so nothing here may decide about money; the shop can be pinned with an
 * allow-list. Stripe and the generic format say it in the signed body; Magento says nothing.
 */
export interface StoreDelivery {
	readonly platform: WebhookPlatform;
	/** Such as "orders/paid" or "order.updated"; "" before a body that says it is read. */
	readonly topic: string;
	/** Host of the shop (and path, for a WordPress in a folder); "" when it is not told. */
	readonly storeKey: string;
	readonly deliveryId: string | null;
	/** Whether the delivery id is unique, so that it can tell a repeated delivery. */
	readonly hasUniqueDeliveryId: boolean;
	readonly triggeredAt: Instant | null;
	readonly receivedAt: Instant;
}

/** The first value of a header, trimmed; null when missing or empty. */
export function deliveryHeader(headers: DeliveryHeaders, name: string): string | null {
	const value = headers[name];
	const text = (typeof value === 'string' ? value : value?.[0])?.trim().slice(0, 500) ?? '';
	return text === '' ? null : text;
}
