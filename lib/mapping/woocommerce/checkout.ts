import type { Order } from '../../model/order';
import { toldAddress } from '../told-address';
import type { WooOrder } from './schema';

/** Addresses and payment method. WooCommerce tells neither a fingerprint nor when checkout began. */
export function wooCheckout(
	order: WooOrder,
): Pick<Order, 'billingAddress' | 'shippingAddress' | 'payment' | 'checkoutStartedAt'> {
	const method = order.payment_method?.slice(0, 100) ?? null;
	return {
		billingAddress: addressOf(order.billing),
		shippingAddress: addressOf(order.shipping),
		payment: method === null ? null : { method, fingerprint: null, failedAttempts: null },
		checkoutStartedAt: null,
	};
}

function addressOf(address: WooOrder['shipping']): Order['shippingAddress'] {
	if (address === null) return null;
	return toldAddress({
		lines: [address.address_1, address.address_2],
		postcode: address.postcode,
		city: address.city,
		country: address.country,
		lastName: address.last_name,
	});
}
