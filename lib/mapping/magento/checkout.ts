import type { Order } from '../../model/order';
import { toldAddress } from '../told-address';
import { orderAddress } from './addresses';
import type { MagentoAddress, MagentoOrder } from './schema';

/** Addresses and payment method. Magento tells neither a fingerprint nor when checkout began. */
export function magentoCheckout(
	order: MagentoOrder,
): Pick<Order, 'billingAddress' | 'shippingAddress' | 'payment' | 'checkoutStartedAt'> {
	const method = order.payment?.method?.slice(0, 100) ?? null;
	return {
		billingAddress: addressOf(orderAddress(order, 'billing')),
		shippingAddress: addressOf(orderAddress(order, 'shipping')),
		payment: method === null ? null : { method, fingerprint: null, failedAttempts: null },
		checkoutStartedAt: null,
	};
}

function addressOf(address: MagentoAddress | null): Order['billingAddress'] {
	if (address === null) return null;
	return toldAddress({
		lines: address.street,
		postcode: address.postcode,
		city: address.city,
		country: address.country_id,
		lastName: address.lastname,
	});
}
