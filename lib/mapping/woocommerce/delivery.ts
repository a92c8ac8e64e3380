import type { Instant } from '../../kernel';
import { deliveryHeader, type DeliveryHeaders, type StoreDelivery } from '../store-delivery';

/**
 * What the headers of a WooCommerce webhook say. Its delivery id is made from the webhook and the
 * second, so two orders in one second share it: it never tells a repeated delivery.
 */
export function wooDelivery(
	headers: DeliveryHeaders,
	receivedAt: Instant,
	fallbackStore: string,
): StoreDelivery {
	return {
		platform: 'woocommerce',
		topic: (deliveryHeader(headers, 'x-wc-webhook-topic') ?? '').toLowerCase(),
		storeKey: siteKey(deliveryHeader(headers, 'x-wc-webhook-source') ?? fallbackStore),
		deliveryId: deliveryHeader(headers, 'x-wc-webhook-delivery-id'),
		hasUniqueDeliveryId: false,
		triggeredAt: null,
		receivedAt,
	};
}

/** A site's address as its key: "https://Shop.example.com/store/" is "shop.example.com/store". */
export function siteKey(address: string): string {
	return address
		.trim()
		.toLowerCase()
		.replace(/^https?:\/\//, '')
		.replace(/[?#].*$/, '')
		.replace(/\/+$/, '');
}
