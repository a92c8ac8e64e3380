import type { Instant } from '../../kernel';
import type { StoreDelivery } from '../store-delivery';

/** Adobe Commerce says nothing in its headers; what a webhook is about is in its signed body. */
export function magentoDelivery(receivedAt: Instant, storeKey: string): StoreDelivery {
	return {
		platform: 'magento',
		topic: '',
		storeKey: magentoStoreKey(storeKey),
		deliveryId: null,
		hasUniqueDeliveryId: false,
		triggeredAt: null,
		receivedAt,
	};
}

/** A shop's address as its key: "https://Shop.example.com/rest/all" is "shop.example.com". */
export function magentoStoreKey(address: string): string {
	return address
		.trim()
		.toLowerCase()
		.replace(/^https?:\/\//, '')
		.replace(/[?#].*$/, '')
		.replace(/\/(?:index\.php\/)?rest(?:\/.*)?$/, '')
		.replace(/\/(?:index\.php)?\/*$/, '')
		.replace(/\/+$/, '');
}
