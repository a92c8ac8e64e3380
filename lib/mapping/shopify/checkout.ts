import type { Order } from '../../model/order';
import { toldAddress } from '../told-address';
import type { ShopifyOrder } from './schema';

/**
 * Addresses and payment as far as the webhook tells them. It names neither a fingerprint of the card
 * nor when the checkout began.
 */
export function shopifyCheckout(
	order: ShopifyOrder,
): Pick<Order, 'billingAddress' | 'shippingAddress' | 'payment' | 'checkoutStartedAt'> {
	const method = order.payment_gateway_names.join(', ').slice(0, 100);
	return {
		billingAddress: addressOf(order.billing_address),
		shippingAddress: addressOf(order.shipping_address),
		payment: method === '' ? null : { method, fingerprint: null, failedAttempts: null },
		checkoutStartedAt: null,
	};
}

function addressOf(address: ShopifyOrder['billing_address']): Order['billingAddress'] {
	if (address === null) return null;
	return toldAddress({
		lines: [address.address1, address.address2],
		postcode: address.zip,
		city: address.city,
		country: address.country_code,
		lastName: address.last_name,
	});
}
