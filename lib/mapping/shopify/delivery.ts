import { parseInstant, type Instant } from '../../kernel';
import { deliveryHeader, type DeliveryHeaders, type StoreDelivery } from '../store-delivery';

/** What the headers of a Shopify webhook say. `fallbackStore` stands in for a missing shop. */
export function shopifyDelivery(
	headers: DeliveryHeaders,
	receivedAt: Instant,
	fallbackStore: string,
): StoreDelivery {
	return {
		platform: 'shopify',
		topic: (deliveryHeader(headers, 'x-shopify-topic') ?? '').toLowerCase(),
		storeKey: shopKey(deliveryHeader(headers, 'x-shopify-shop-domain') ?? fallbackStore),
		deliveryId: deliveryHeader(headers, 'x-shopify-webhook-id'),
		hasUniqueDeliveryId: true,
		triggeredAt: instantOrNull(deliveryHeader(headers, 'x-shopify-triggered-at')),
		receivedAt,
	};
}

/** A shop's address as its key: "https://Demo.myshopify.com/admin" is "demo.myshopify.com". */
export function shopKey(address: string): string {
	const host = address
		.trim()
		.toLowerCase()
		.replace(/^https?:\/\//, '')
		.replace(/[/?#].*$/, '');
	return host === '' || host.includes('.') ? host : `${host}.myshopify.com`;
}

/** Shopify writes nanoseconds; an odd header costs nothing. */
function instantOrNull(text: string | null): Instant | null {
	try {
		return text === null ? null : parseInstant(text);
	} catch {
		return null;
	}
}
