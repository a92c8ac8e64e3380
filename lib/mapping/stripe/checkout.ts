import type { Order } from '../../model/order';
import { toldAddress } from '../told-address';
import type { StripeAddress } from './schema';

/** Whom an address belongs to, and where it is. */
export interface StripePlace {
	readonly name: string | null;
	readonly address: StripeAddress;
}

/** Addresses as far as the event tells them; how it was paid stands on other objects. */
export function stripeCheckout(
	billing: StripePlace,
	shipping: StripePlace | null,
): Pick<Order, 'billingAddress' | 'shippingAddress' | 'payment' | 'checkoutStartedAt'> {
	return {
		billingAddress: addressOf(billing),
		shippingAddress: shipping === null ? null : addressOf(shipping),
		payment: null,
		checkoutStartedAt: null,
	};
}

function addressOf({ name, address }: StripePlace): Order['billingAddress'] {
	if (address === null) return null;
	return toldAddress({
		lines: [address.line1, address.line2],
		postcode: address.postal_code,
		city: address.city,
		country: address.country,
		lastName: name?.trim().split(/\s+/).at(-1) ?? null,
	});
}
