import type { Order } from '../../model/order';
import { toldAddress } from '../told-address';
import type { GenericOrder } from './schema';

/** Addresses, payment and when the checkout began, as the sender tells them. */
export function genericCheckout(
	order: GenericOrder,
): Pick<Order, 'billingAddress' | 'shippingAddress' | 'payment' | 'checkoutStartedAt'> {
	const { payment } = order;
	return {
		billingAddress: addressOf(order.billingAddress),
		shippingAddress: addressOf(order.shippingAddress),
		payment: payment
			? {
					method: payment.method?.slice(0, 100) ?? null,
					fingerprint: payment.fingerprint?.slice(0, 200) ?? null,
					failedAttempts: payment.failedAttempts ?? null,
				}
			: null,
		checkoutStartedAt: order.checkoutStartedAt ?? null,
	};
}

function addressOf(address: GenericOrder['billingAddress']): Order['billingAddress'] {
	if (address === null || address === undefined) return null;
	return toldAddress({ ...address, lines: [address.line] });
}
